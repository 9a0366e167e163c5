"""Writes what every page of the access table says to each role, so that two versions can be compared.

    DEBUG=1 DEMO_MODE=1 DATABASE_URL=sqlite:////tmp/demo.sqlite3 python -m tests.pages_text before
    ... the same with the other version, into `after` ...
    diff -r before after

It reads a database of the demo: give it a copy, because to sign in writes. `--markup` writes the mark-up in
place of the words, `--language en` the English pages.
"""

import argparse
import datetime
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desmigratif.settings")
django.setup()

from django.apps import apps  # noqa: E402 (needs the settings)
from django.conf import settings  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.test_access import TABLE  # noqa: E402

PEOPLE = ("petugas", "desa", "provinsi", "peninjau", "pic", "kontributor", "admin")
#: Ask a list for what nobody has, and for a value that cannot be.
QUERIES = ("", "?q=tidak+ada&page=9", "?year=abcd&regency=99.99&status=tidak")
HERE, VILLAGE = "35.04", "35.04.14.2011"
PERSON_HERE = {"beneficiary__village__area__pk__startswith": HERE}
#: Kind of object in the table -> its model, which one is opened, and the fields that its address holds.
OBJECTS = {
    "membership": (
        "villages.Membership",
        {"village__area": VILLAGE},
        ("village__area", "pk"),
    ),
    "user": ("accounts.User", {"email": "petugas@demo.example"}, ("pk",)),
    "assignment": ("villages.Assignment", {"user__email": "petugas@demo.example"}, ("pk",)),
    "lead": ("pillars.PillarLead", {}, ("pk",)),
    "draft": ("pillars.Activity", {"regency": HERE, "state": "draft"}, ("pk",)),
    "sent": ("pillars.Activity", {"regency": HERE, "state": "sent"}, ("pk",)),
    "verified": ("pillars.Activity", {"regency": HERE, "state": "verified"}, ("pk",)),
    "attachment": ("pillars.Attachment", {"activity__regency": HERE}, ("pk",)),
    "import": ("villages.ImportBatch", {}, ("number",)),
    "indicator": ("pillars.Indicator", {}, ("code",)),
    "index": ("villages.VillageIndex", {"village__area": VILLAGE}, ("village__area", "pk")),
    "exception": ("pillars.PeriodException", {}, ("pk",)),
    "problem_report": ("reports.ProblemReport", {"regency": HERE, "status": "open"}, ("pk",)),
    "programme": ("reports.ProblemProgramme", {"organisation__users__email": "pic@demo.example"}, ("pk",)),
    "meeting": ("reports.EvaluationMeeting", {}, ("pk",)),
    "finding": ("reports.Finding", {}, ("pk",)),
    "recommendation": ("reports.Recommendation", {"owner__users__email": "pic@demo.example"}, ("number",)),
    "assessment": ("reports.Assessment", {"signed_on": None}, ("pk",)),
    "signed_assessment": ("reports.Assessment", {"signed_on__isnull": False, "regency": HERE}, ("pk",)),
    "beneficiary": ("villages.Beneficiary", {"village__area__pk__startswith": HERE}, ("number",)),
    "stage": (
        "villages.Stage",
        PERSON_HERE,
        ("beneficiary__number", "pk"),
    ),
}
#: The same for those that stand for themselves.
GIVEN = {
    None: [],
    "province": [HERE[:2]],
    "regency": [HERE],
    "village": [VILLAGE],
    "pillar": ["layanan-migrasi"],
    "format": ["csv"],
    "report": [HERE, "2025-1"],
    "report_section": [HERE, "2025-1", "II"],
    "target": [HERE, 2026],
    "period": [2025, 1],
    "readiness_criterion": [HERE, "tim-koordinasi"],
    "maturity_criterion": [VILLAGE, "perdes"],
    "reset": ["1", "tidak-ada"],
}


class Words(HTMLParser):
    """The text of a page as a screen reader meets it, one piece to a line."""

    UNSEEN = ("script", "style", "svg")
    READ_ALOUD = ("aria-label", "title", "placeholder")

    def __init__(self):
        super().__init__()
        self.lines, self.unseen = [], 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in self.UNSEEN
        self.lines += [f"[{name}] {value}" for name, value in attrs if name in self.READ_ALOUD]

    def handle_endtag(self, tag):
        self.unseen -= tag in self.UNSEEN

    def handle_data(self, data):
        if not self.unseen and (text := " ".join(data.split())):
            self.lines.append(text)


def addresses():
    """`{name: address}` of the pages of the table that can be opened with what the database holds."""
    found = {}
    for name, (method, key, _expected) in TABLE.items():
        if method == "get" and (args := arguments(key)) is not None:
            found[name] = reverse(name, args=args)
    return found


def arguments(key):
    if key == "two_beneficiaries":
        model = apps.get_model("villages.Beneficiary")
        here = model.objects.filter(village__area__pk__startswith=HERE).order_by("pk")
        return list(here.values_list("number", flat=True)[:2])
    if key in OBJECTS:
        label, wanted, fields = OBJECTS[key]
        return apps.get_model(label).objects.filter(**wanted).order_by("pk").values_list(*fields).first()
    return GIVEN.get(key)


def said(response, markup):
    """The words (or the mark-up) of an answer; of what is no page, its status and type."""
    kind = response.get("Content-Type", "")
    if response.status_code in (301, 302):
        return f"{response.status_code} {response['Location']}\n"
    if not kind.startswith("text/"):
        return f"{response.status_code} {kind}\n"
    text = b"".join(response).decode()
    text = re.sub(r'(name="(?:csrfmiddlewaretoken|token|who|next)" value=")[^"]*', r"\1", text)
    if markup:
        text = re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", text))
        text = re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", text).replace("\n\n", "\n")
    elif "html" in kind:
        words = Words()
        words.feed(text)
        text = "\n".join(words.lines)
    return f"{response.status_code}\n{text}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markup", action="store_true")
    parser.add_argument("--language", default="id")
    options = parser.parse_args()
    model = apps.get_model("accounts.User")
    for person in ("", *PEOPLE):
        client = Client(raise_request_exception=False)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = options.language
        if person:
            user = model.objects.get(email=f"{person}@demo.example")
            model.objects.filter(pk=user.pk).update(language=options.language)
            client.force_login(user)
        folder = options.folder / (person or "anonymous")
        folder.mkdir(parents=True, exist_ok=True)
        for name, address in addresses().items():
            for query in QUERIES if name.endswith("-list") else ("",):
                response = client.get(address + query)
                number = QUERIES.index(query)
                (folder / f"{name.replace(':', '.')}.{number}.txt").write_text(said(response, options.markup))


if __name__ == "__main__":
    noon = datetime.datetime.combine(datetime.date.today(), datetime.time(5), datetime.UTC)
    apart = {"ALLOWED_HOSTS": ["testserver"], "SECONDS_OF_A_MINUTE": 60}
    with override_settings(**apart), time_machine.travel(noon, tick=False):
        main()
