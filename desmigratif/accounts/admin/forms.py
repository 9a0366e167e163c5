"""Forms of the Django admin: what the other forms say and ask about sixteen digits, they do too."""

from django import forms
from django.template.loader import render_to_string

from desmigratif.ui.fields import PlainErrors


class TickedField(forms.BoundField):
    """Draws the tick about sixteen digits below the entry: the admin's templates have no place for it."""

    def as_widget(self, *args, **kwargs):
        asked = render_to_string("components/no_nik.html", {"field": self})
        return super().as_widget(*args, **kwargs) + asked


class AdminForm(PlainErrors, forms.ModelForm):
    """Every page and line of the admin that can be filled in (site.py)."""

    bound_field_class = TickedField
