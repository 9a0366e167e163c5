"""The Django admin speaks Indonesian: what it says in both languages alike is data, or one of a few words."""

import random
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import reverse
from django.utils import translation

from desmigratif.accounts.admin.read_only import ReadOnly
from desmigratif.accounts.models import User

from .test_walk import SEED, WHOLE

pytestmark = pytest.mark.django_db

#: Words that are the same in both languages, or no words.
ALIKE = {
    *("Desa", "NIK", "RT", "RW", "Status", "Target", "CSV", "BP3MI", "CSR", "Desa Migran EMAS", "Desa adat"),
    *("1 Target", "Agenda", "IDM", "Volume", "Indeks Desa", "WIB", "Desa Migran Produktif (Desmigratif"),
}
#: A day of a month of the same name, and what a task was called with.
NO_WORDS = re.compile(r"^\d+ \w+ 20\d\d$|^\{")
SPOKEN = ("title", "placeholder", "aria-label", "alt")


class Words(HTMLParser):
    """What a page says to eyes and ears."""

    def __init__(self, html):
        super().__init__()
        self.said, self._within = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("script", "style"):
            self._within.append(tag)
        spoken = [attrs.get(name) for name in SPOKEN]
        if tag == "input" and attrs.get("type") in ("submit", "button"):
            spoken.append(attrs.get("value"))
        self.said |= {text for text in spoken if text}

    def handle_endtag(self, tag):
        if self._within and tag == self._within[-1]:
            self._within.pop()

    def handle_data(self, data):
        if data.strip() and not self._within:
            self.said.add(" ".join(data.split()).strip(" ›:,()"))


def pages(models):
    yield reverse("admin:index")
    for model in models:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_changelist"), reverse("admin:app_list", args=[model._meta.app_label]))
        own = django_admin.site._registry[model]
        if own.__class__.has_add_permission is not ReadOnly.has_add_permission:
            yield reverse(f"{name}_add")
        for row in model._base_manager.order_by("pk")[:1]:
            yield from (reverse(f"{name}_{what}", args=[row.pk]) for what in ("change", "history"))
            if hasattr(own, "history_form_view") and (old := row.history.first()):
                yield reverse(f"{name}_simple_history", args=[row.pk, old.history_id])
            if not isinstance(own, ReadOnly):
                yield reverse(f"{name}_delete", args=[row.pk])


def stored():
    """Every text that any row holds or is named by: what a page may say in both languages alike."""
    texts = []
    for model in apps.get_models():
        for row in model._base_manager.all():
            values = (getattr(row, field.attname) for field in model._meta.concrete_fields)
            texts += [str(row), *(str(value) for value in values if not isinstance(value, bool))]
    return " ".join(" ".join(texts).split())


def test_the_admin_says_nothing_in_english(country, admin):
    """Own labels and those of other packages: lists, forms, rows, histories, filters and buttons."""
    models = list(django_admin.site._registry)
    if not WHOLE:
        models = random.Random(SEED).sample(models, 8)
    addresses, said = list(dict.fromkeys(pages(models))), {}
    for language in ("id", "en"):
        User.objects.filter(pk=admin.pk).update(language=language)
        client = Client()
        client.force_login(admin)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for address in addresses:
            response = client.get(address)
            # Another person's draft is not there.
            assert response.status_code in (200, 302, 403), address
            if response.status_code == 200:
                said[language, address] = Words(response.content.decode()).said
    with translation.override("id"):
        data = stored()
    english = {
        text: address
        for (language, address), words in said.items()
        if language == "id"
        for text in words & said.get(("en", address), set())
        if re.search("[A-Za-z]{2}", text) and text not in ALIKE and not NO_WORDS.search(text)
        if not all(part in data for part in text.split(" ("))
    }
    assert not english, f"seed {SEED}: " + "; ".join(f"{text!r} {page}" for text, page in english.items())
    assert len(said) > 4 * len(models)
