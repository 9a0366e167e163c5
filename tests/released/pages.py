"""Recounts the stored sums of the database that `DATABASE_URL` names and opens its pages, in its own process.

By everybody of the demo in turn: the addresses of the table of access that take no argument, and of each
kind of row with a page the newest that the reader may see. Prints as JSON who was answered what where; a
difference of the sums, or the first page that fails, ends it with its fault.
"""

import json
import sys
from itertools import cycle

import django
from django.conf import settings

#: Column of the table of access -> the person of the demo.
SIGN_INS = {
    "officer": "petugas@demo.example",
    "village_officer": "desa@demo.example",
    "province_reader": "provinsi@demo.example",
    "reviewer": "peninjau@demo.example",
    "pillar_lead": "pic@demo.example",
    "contributor": "kontributor@demo.example",
    "admin": "admin@demo.example",
}


def addresses():
    """`(person, address)` of the pages without an argument, each by one of those who may open it."""
    from django.urls import reverse

    from tests.test_access import TABLE

    turns = cycle(SIGN_INS)
    for name, (method, key, expected) in TABLE.items():
        if method == "get" and key is None and not name.startswith("account_"):
            yield next(person for person in turns if expected[person] == "ok"), reverse(name)


def rows(users):
    """`(person, address)` of the newest row of each kind for everybody who sees one."""
    from django.apps import apps

    for model in apps.get_models():
        if hasattr(model, "get_absolute_url") and hasattr(model.objects, "visible_to"):
            for person, user in users.items():
                if row := model.objects.visible_to(user).order_by("-pk").first():
                    yield person, row.get_absolute_url()


def main():
    django.setup()
    from django.core.management import call_command
    from django.test.client import Client
    from django.test.utils import setup_test_environment

    from desmigratif.accounts.models import User

    call_command("check_tallies", stdout=sys.stderr)
    setup_test_environment()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    users = {person: User.objects.get(email=email) for person, email in SIGN_INS.items()}
    clients = {person: Client() for person in users}
    for person, user in users.items():
        clients[person].force_login(user)
    asked = dict.fromkeys([*addresses(), *rows(users)])
    print(json.dumps([(*one, clients[one[0]].get(one[1], secure=True).status_code) for one in asked]))


if __name__ == "__main__":
    main()
