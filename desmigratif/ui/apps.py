from django import forms
from django.apps import AppConfig, apps
from django.db.models import CharField, IntegerField, TextField
from django.utils.translation import gettext_lazy as _

from .identity_numbers import refuse_identity_number
from .lookups import Among

OWN = {"desmigratif", "villages", "pillars", "reports"}
NO_CHOICE = _("“%(value)s” is not among the choices. Choose one from the list.")
#: What forms and filters say in place of Django's "Select a valid choice.": the value and the way to mend it.
SENTENCES = {
    forms.ChoiceField: {"invalid_choice": NO_CHOICE},
    forms.ModelChoiceField: {"invalid_choice": NO_CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": NO_CHOICE},
    forms.ModelMultipleChoiceField: {"invalid_choice": NO_CHOICE},
    forms.DateField: {"invalid": _("This is not a date. Write day, month and year, for example 24/09/2026.")},
}

# Before any form is made: a field takes its sentences when its form class is read.
for _field, _sentences in SENTENCES.items():
    _field.default_error_messages = _field.default_error_messages | _sentences


class UiConfig(AppConfig):
    """How things look and are typed, and the one way of forms, lists and downloads."""

    name = "desmigratif.ui"
    label = "ui"

    def ready(self):
        IntegerField.register_lookup(Among)
        for model in apps.get_models():
            if model.__module__.split(".")[0] in OWN:
                for field in model._meta.concrete_fields:
                    if isinstance(field, CharField | TextField) and field.editable and not field.choices:
                        # What the Django admin writes: no column of text takes a NIK or KK number.
                        field.validators.append(refuse_identity_number)
