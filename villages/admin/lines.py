"""Lines of a village in the admin that go through the services the pages use."""

from django import forms

from desmigratif.ui.refusals import Refused


class VillageLineForm(forms.ModelForm):
    """One line; `check(row)`, `add(village=, by=, …)`, `change(row, by=, …)` are the services of its noun."""

    @staticmethod
    def check(row):
        raise NotImplementedError

    @staticmethod
    def add(**values):
        raise NotImplementedError

    @staticmethod
    def change(row, **values):
        raise NotImplementedError

    def clean(self):
        data = super().clean()
        if not self.errors:
            row = self._meta.model(pk=self.instance.pk, village=self.instance.village, **self._own(data))
            try:
                self.check(row)
            except Refused as refusal:
                refusal.show_in(self)
        return data

    def save_by(self, user):
        """Stores the line through the services."""
        values = self._own(self.cleaned_data)
        if self.instance.pk:
            return self.change(self.instance, by=user, **values)
        return self.add(village=self.instance.village, by=user, **values)

    def _own(self, data):
        # The inline adds the village to the fields, which is that of the page.
        return {name: data[name] for name in self._meta.fields if name != "village"}
