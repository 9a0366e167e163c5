"""The village that an entry is about."""

from django import forms
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from villages.models import Village


class OwnVillageField(forms.ChoiceField):
    """The code of a village of the user's own; the only one is chosen already."""

    def offer(self, user, *, is_new):
        """Offers the villages, `{code: village}` in `villages`; those that ended only for what is stored."""
        own = Village.objects.editable_by(user).for_list().order_by("regency", "area__name")
        if is_new:
            own = own.existing_on(clock.today())
        self.villages = {village.code: village for village in own}
        choices = [(code, village.label) for code, village in self.villages.items()]
        self.choices = choices if len(choices) == 1 else [("", _("Choose a village")), *choices]
