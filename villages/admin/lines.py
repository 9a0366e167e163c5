"""Lines of a village in the admin that go through the services the pages use."""

from django import forms
from django.db import transaction

from desmigratif.accounts.admin.forms import AdminForm
from desmigratif.ui.refusals import Refused


class LinesTogether(forms.BaseInlineFormSet):
    """Lines of a village. Each is judged beside what is stored; two new ones meet here."""

    def __init__(self, *args, user=None, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self):
        """Stores the lines one after the other, as the page will, and takes them back."""
        super().clean()
        if any(form.errors for form in self.forms):
            return
        with transaction.atomic():
            for form in self.to_store():
                try:
                    form.save_by(self.user)
                except Refused as refusal:
                    refusal.show_in(form)
            transaction.set_rollback(True)

    def to_store(self):
        """What was typed into; a stored line that is not there is taken unread where lines are read only."""
        lost = {id(form) for form in self.initial_forms if form.instance.pk is None}
        return [form for form in self.forms if form.has_changed() and id(form) not in lost]


class VillageLineForm(AdminForm):
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
