"""Markup in every free text that the database holds: a page that shows one unescaped is found."""

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Length

from .entries import MARK

#: Texts that are no free text: they are checked by their form, looked up, or read by machines.
STRICT = {
    "about",
    "area",
    "code",
    "colour",
    "decree",
    "digest",
    "email",
    "file",
    "fingerprint",
    "icon",
    "key",
    "kind",
    "language",
    "link",
    "location",
    "measure",
    "number",
    "password",
    "record",
    "search_key",
    "session_data",
    "sealed",
    "session_key",
    "sheet",
    "slug",
    "state",
    "status",
    "time_zone",
    "token",
    "way",
}


def mark_all_texts():
    """Writes markup behind every free text there is, past the services."""
    for model in apps.get_models():
        if model._meta.app_label not in ("accounts", "villages", "pillars", "reports"):
            continue
        for field in model._meta.concrete_fields:
            if _is_free_text(field):
                _mark(model, field)


def _is_free_text(field):
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and not field.primary_key
        and field.name not in STRICT
        and not field.name.endswith(("_sealed", "_index", "_key", "_hash", "_code"))
    )


def _mark(model, field):
    rows = model._base_manager.annotate(length=Length(field.name)).filter(length__gt=0)
    if field.max_length:
        rows = rows.filter(length__lte=field.max_length - len(MARK))
    try:
        with transaction.atomic():
            rows.update(**{field.name: Concat(field.name, Value(MARK))})
    except DatabaseError:
        # Signed or append-only: the database lets nobody write it again.
        return
