from django.apps import AppConfig, apps
from django.db.models import CharField, TextField

from .identity_numbers import refuse_identity_number

OWN = {"desmigratif", "villages", "pillars", "reports"}


class UiConfig(AppConfig):
    """How things look and are typed, and the one way of forms, lists and downloads."""

    name = "desmigratif.ui"
    label = "ui"

    def ready(self):
        for model in apps.get_models():
            if model.__module__.split(".")[0] in OWN:
                for field in model._meta.concrete_fields:
                    if isinstance(field, CharField | TextField) and field.editable and not field.choices:
                        # What the Django admin writes: no column of text takes a NIK or KK number.
                        field.validators.append(refuse_identity_number)
