from django.apps import AppConfig


class UiConfig(AppConfig):
    """How things look and are typed: template tags, form fields, charts. No models."""

    name = "desmigratif.ui"
    label = "ui"
