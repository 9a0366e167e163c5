from django.apps import AppConfig


class UiConfig(AppConfig):
    """How things look and are typed, and the one way of forms, lists and downloads."""

    name = "desmigratif.ui"
    label = "ui"
