"""Every page says aloud what its address names and cannot mean."""

import re

from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from desmigratif.ui.lists import Chosen
from tests.test_access import TABLE

#: Fields that take whatever is written.
TEXTS = (forms.BooleanField, forms.NullBooleanField)


def takes_anything(field):
    return isinstance(field, TEXTS) or type(field).__name__ in ("CharField", "WordsField", "NameField")


def kinds_of(kind=Chosen):
    return {kind}.union(*(kinds_of(each) for each in kind.__subclasses__()))


def chosen_of(response):
    """What the page read from its address: a form or filter of the kit, or None."""
    found = [response.context.get(name) for name in ("filter", "form", "search")]
    return next((one for one in found if isinstance(one, Chosen)), None)


def test_what_an_address_cannot_mean_is_said(filled_in, admin, reviewer, officer):
    words = {
        word
        for kind in kinds_of()
        for word in (*getattr(kind, "base_fields", ()), *getattr(kind, "base_filters", ()))
    }
    asked = {word: f"zzz-{word}" for word in words}
    people = {"admin": admin, "reviewer": reviewer, "officer": officer}
    clients = {name: Client() for name in people}
    for name, user in people.items():
        clients[name].force_login(user)
    read, unsaid = set(), []
    for name, (method, key, expected) in TABLE.items():
        person = next((person for person in people if expected[person] == "ok"), None)
        if method != "get" or person is None:
            continue
        response = clients[person].get(reverse(name, args=filled_in[key]), asked)
        chosen = chosen_of(response) if response.status_code == 200 and response.context else None
        if chosen is None:
            continue
        read.add(name)
        # Only what is read: links and hidden inputs carry the whole address.
        text = re.sub(r"<[^>]*>", " ", response.text)
        fields = chosen.chosen_form.fields
        impossible = [word for word, field in fields.items() if word != "sort" and not takes_anything(field)]
        unsaid += [(name, word) for word in impossible if escape(asked[word]) not in text]
    assert len(read) > 25
    assert not unsaid
