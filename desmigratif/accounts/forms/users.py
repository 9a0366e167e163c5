"""What an administrator writes down about a person."""

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import PlainErrors

from ..models import Organisation, User
from ..roles import RULES, Role


class UserForm(PlainErrors, forms.Form):
    """One account; whether it may be so, the services decide."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person signs in with it. Example: siti.aminah@tulungagung.go.id"),
        error_messages={"invalid": _("Write an e-mail address like siti.aminah@tulungagung.go.id.")},
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation"),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=User.TimeZone.choices, initial=User.TimeZone.WIB
    )

    oversees_access = forms.BooleanField(
        label=_("Sees who opened people's records"),
        required=False,
        help_text=_(
            "For the head of an office: its users, and the people of its area. "
            "For the data protection officer in a role that reads every area: everybody."
        ),
    )

    def __init__(self, *args, user=None, **kwargs):
        if user is not None:
            kwargs["initial"] = {name: getattr(user, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role.value, format_html("<b>{}</b>: {}", role.label, RULES[role].description)) for role in Role
        ]
        now = Organisation.objects.current_on(clock.today()).values("pk")
        kept = user.organisation_id if user else None
        self.fields["organisation"].queryset = Organisation.objects.filter(Q(pk__in=now) | Q(pk=kept))
        self.helper = FormHelper()
        self.helper.form_tag = False
