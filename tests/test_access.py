"""Every address x every role: the table that says who gets what.

`ok` answers 200 or redirects after a POST; `403` wrong role; `404` out of area; `in` leads to the sign-in.
An address that is not in the table fails the suite. Objects belong to Tulungagung (35.04), so `stranger`,
an officer of the other province, must find nothing there.
"""

import copy

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import personal, queries
from tests.access import (
    ANSWERING,
    ANSWERING_HERE,
    ENTERING,
    ENTERING_HERE,
    HOLDING,
    IMPORTING,
    IN_AREA,
    MANAGERS,
    MAPPING,
    MAPPING_HERE,
    PEOPLE,
    PEOPLE_HERE,
    PEOPLE_READERS,
    REVIEWING,
    everyone,
    signed_in,
)
from tests.pillars.registers import joined

#: name -> (method, key of the object in `things`, expectation)
TABLE = {
    "reports:home": ("get", None, everyone()),
    "reports:counting": ("get", None, everyone()),
    "reports:open-data": ("get", None, everyone()),
    "pillars:health": ("get", None, everyone()),
    "reports:dashboard": ("get", None, signed_in()),
    "reports:dashboard-export": ("get", "format", signed_in()),
    "reports:province-detail": ("get", "province", IN_AREA),
    "reports:regency-detail": ("get", "regency", IN_AREA),
    "reports:pillar-list": ("get", None, signed_in()),
    "reports:pillar-detail": ("get", "pillar", signed_in()),
    "reports:village-detail": ("get", "village", IN_AREA),
    "reports:stated-figure-export": ("get", "format", signed_in()),
    "reports:administration": ("get", None, MANAGERS),
    "reports:problem-map": ("get", None, signed_in()),
    "reports:problem-map-export": ("get", "format", signed_in()),
    "reports:problem-report-list": ("get", None, signed_in()),
    "reports:problem-report-create": ("get", None, ENTERING),
    "reports:problem-report-detail": ("get", "problem_report", IN_AREA),
    "reports:problem-report-edit": ("get", "problem_report", ENTERING_HERE),
    "reports:problem-report-close": ("get", "problem_report", ENTERING_HERE),
    "reports:programme-list": ("get", None, signed_in()),
    "reports:programme-export": ("get", "format", signed_in()),
    "reports:programme-create": ("get", None, MAPPING),
    "reports:programme-detail": ("get", "programme", IN_AREA),
    "reports:programme-edit": ("get", "programme", MAPPING_HERE),
    "reports:programme-stop": ("post", "programme", MAPPING_HERE),
    "reports:programme-activities": ("get", "programme", MAPPING_HERE),
    "reports:meeting-list": ("get", None, signed_in()),
    "reports:meeting-create": ("get", None, HOLDING),
    "reports:meeting-detail": ("get", "meeting", IN_AREA),
    "reports:meeting-edit": ("get", "meeting", HOLDING),
    "reports:meeting-file": ("get", "meeting_file", IN_AREA),
    "reports:meeting-file-thumbnail": ("get", "meeting_file", IN_AREA),
    "reports:meeting-file-remove": ("get", "meeting_file", HOLDING),
    "reports:finding-create": ("get", "meeting", HOLDING),
    "reports:finding-edit": ("get", "finding", HOLDING),
    "reports:finding-remove": ("post", "finding", HOLDING),
    "reports:recommendation-list": ("get", None, signed_in()),
    "reports:recommendation-export": ("get", "format", signed_in()),
    "reports:recommendation-new": ("get", None, REVIEWING),
    "reports:recommendation-detail": ("get", "recommendation", IN_AREA),
    "reports:recommendation-edit": ("get", "recommendation", REVIEWING),
    "reports:recommendation-answer": ("get", "recommendation", ANSWERING_HERE),
    "reports:recommendation-deadline": ("get", "recommendation", REVIEWING),
    "reports:recommendation-decide": ("get", "recommendation", REVIEWING),
    "reports:follow-up-list": ("get", None, ANSWERING),
    "reports:follow-up-file": ("get", "follow_up_file", IN_AREA),
    "reports:follow-up-file-thumbnail": ("get", "follow_up_file", IN_AREA),
    "reports:assessment-list": ("get", None, signed_in()),
    "reports:assessment-export": ("get", "format", signed_in()),
    "reports:assessment-compare": ("get", None, signed_in()),
    "reports:assessment-create": ("get", None, REVIEWING),
    "reports:assessment-detail": ("get", "signed_assessment", IN_AREA),
    "reports:assessment-edit": ("get", "assessment", REVIEWING),
    "reports:assessment-refresh": ("post", "assessment", REVIEWING),
    "reports:assessment-discard": ("post", "assessment", REVIEWING),
    "reports:readiness-list": ("get", None, signed_in()),
    "reports:readiness-export": ("get", "format", signed_in()),
    "reports:readiness-detail": ("get", "regency", IN_AREA),
    "reports:readiness-answer": ("get", "readiness_criterion", REVIEWING),
    "reports:maturity-list": ("get", None, signed_in()),
    "reports:maturity-export": ("get", "format", signed_in()),
    "reports:maturity-detail": ("get", "village", IN_AREA),
    "reports:maturity-answer": ("get", "maturity_criterion", REVIEWING),
    "reports:dormant-list": ("get", None, signed_in()),
    "reports:dormant-export": ("get", "format", signed_in()),
    "villages:index-create": ("get", "village", MANAGERS),
    "villages:index-edit": ("get", "index", MANAGERS),
    "villages:village-list": ("get", None, signed_in()),
    "villages:village-create": ("get", None, MANAGERS),
    "villages:village-edit": ("get", "village", MANAGERS),
    "villages:figure-create": ("get", "village", ENTERING_HERE),
    "villages:membership-create": ("get", "village", MANAGERS),
    "villages:membership-edit": ("get", "membership", MANAGERS),
    "villages:assignment-create": ("get", "user", MANAGERS),
    "villages:assignment-end": ("get", "assignment", MANAGERS),
    "villages:assignment-remove": ("post", "assignment", MANAGERS),
    "reports:access-list": ("get", None, MANAGERS),
    "accounts:user-complete-role": ("post", "user", MANAGERS),
    "accounts:user-stop-role": ("post", "user", MANAGERS),
    "accounts:user-complete-email": ("post", "user", MANAGERS),
    "accounts:user-stop-email": ("post", "user", MANAGERS),
    "accounts:user-list": ("get", None, MANAGERS),
    "accounts:user-create": ("get", None, MANAGERS),
    "accounts:user-edit": ("get", "user", MANAGERS),
    "accounts:user-deactivate": ("post", "user", MANAGERS),
    "accounts:user-reactivate": ("post", "user", MANAGERS),
    "accounts:user-send-mail": ("post", "user", MANAGERS),
    "pillars:lead-list": ("get", None, signed_in()),
    "pillars:lead-create": ("get", None, MANAGERS),
    "pillars:lead-edit": ("get", "lead", MANAGERS),
    "pillars:lead-remove": ("post", "lead", MANAGERS),
    "reports:indicator-detail": ("get", "indicator", signed_in()),
    "reports:indicator-export": ("get", "format", signed_in()),
    "pillars:indicator-list": ("get", None, signed_in()),
    "pillars:indicator-create": ("get", None, MANAGERS),
    "pillars:indicator-edit": ("get", "indicator", MANAGERS),
    "pillars:indicator-place": ("post", "indicator", MANAGERS),
    "pillars:indicator-report-list": ("get", None, ENTERING),
    "pillars:indicator-report": ("get", "report", ENTERING_HERE),
    "pillars:indicator-report-section": ("get", "report_section", ENTERING_HERE),
    "pillars:target-list": ("get", None, MANAGERS),
    "pillars:target-edit": ("get", "target", MANAGERS),
    "pillars:activity-list": ("get", None, signed_in()),
    "pillars:activity-export": ("get", "format", signed_in()),
    "pillars:activity-create": ("get", None, ENTERING),
    "pillars:activity-detail": ("get", "sent", IN_AREA),
    "pillars:activity-edit": ("get", "draft", ENTERING_HERE),
    "pillars:activity-check": ("get", "draft", ENTERING_HERE),
    "pillars:activity-discard": ("post", "draft", ENTERING_HERE),
    "pillars:activity-send": ("post", "draft", ENTERING_HERE),
    "pillars:activity-recall": ("post", "sent", ENTERING_HERE),
    "pillars:activity-return": ("post", "sent", REVIEWING),
    "pillars:activity-verify": ("post", "sent", REVIEWING),
    "pillars:activity-reopen": ("post", "verified", REVIEWING),
    "pillars:attendance-list": ("get", "sent", PEOPLE_HERE),
    "pillars:attendance-match": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-add": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-change": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-remove": ("post", "draft", ENTERING_HERE),
    "pillars:activity-queue": ("get", None, REVIEWING),
    "pillars:activities-together": ("get", None, REVIEWING),
    "reports:period-list": ("get", None, signed_in()),
    "reports:period-detail": ("get", "period", signed_in()),
    "reports:period-missing": ("get", "period", signed_in()),
    "pillars:period-close": ("get", "period", REVIEWING),
    "pillars:period-reopen": ("get", "period", REVIEWING),
    "pillars:exception-ask": ("get", "period", ENTERING),
    "pillars:exception-open": ("get", "period", REVIEWING),
    "pillars:exception-decide": ("get", "exception", REVIEWING),
    "pillars:nil-create": ("post", "part", ENTERING_HERE),
    "pillars:nil-withdraw": ("post", "part", ENTERING_HERE),
    "pillars:attachment-download": ("get", "attachment", IN_AREA),
    "pillars:attachment-thumbnail": ("get", "attachment", IN_AREA),
    "pillars:attachment-remove": ("get", "draft_attachment", ENTERING_HERE),
    "pillars:beneficiary-list": ("get", None, PEOPLE_READERS),
    "pillars:beneficiary-find": ("post", None, PEOPLE_READERS),
    "pillars:beneficiary-export": ("get", "format", ENTERING),
    "pillars:beneficiary-create": ("get", None, ENTERING),
    "pillars:beneficiary-detail": ("get", "beneficiary", PEOPLE_HERE),
    "pillars:beneficiary-edit": ("get", "beneficiary", ENTERING_HERE),
    "pillars:beneficiary-reveal": ("post", "beneficiary", PEOPLE_HERE),
    "pillars:beneficiary-move": ("post", "beneficiary", ENTERING_HERE),
    "pillars:beneficiary-restrict": ("post", "beneficiary", ENTERING_HERE),
    "pillars:merge-create": ("get", "two_beneficiaries", ENTERING_HERE),
    "pillars:merge-undo": ("post", "merge", ENTERING_HERE),
    "pillars:merge-dismiss": ("post", "two_beneficiaries", ENTERING_HERE),
    "pillars:merge-reconsider": ("post", "two_beneficiaries", ENTERING_HERE),
    "pillars:end-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:end-take-back": ("post", "end", ENTERING_HERE),
    "pillars:end-resume": ("post", "end", ENTERING_HERE),
    "pillars:stage-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:stage-edit": ("get", "stage", ENTERING_HERE),
    "pillars:stage-remove": ("post", "stage", ENTERING_HERE),
    "pillars:tie-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:tie-remove": ("post", "tie", ENTERING_HERE),
    "pillars:transfer-list": ("get", None, ENTERING),
    "pillars:transfer-create": ("get", None, ENTERING),
    "pillars:transfer-decide": ("post", "transfer", ENTERING_HERE),
    "pillars:import-list": ("get", None, ENTERING),
    "pillars:import-template": ("get", "kind_of_list", ENTERING),
    "pillars:import-detail": ("get", "import", IMPORTING),
    "pillars:import-mapping": ("get", "import", IMPORTING),
    "pillars:import-rows": ("get", "import", IMPORTING),
    "pillars:import-faults": ("get", "import", IMPORTING),
    "pillars:import-decide": ("post", "import", IMPORTING),
    "pillars:import-store": ("post", "import", IMPORTING),
    "pillars:import-resume": ("post", "import", IMPORTING),
    "pillars:import-undo": ("post", "import", IMPORTING),
    "pillars:import-send": ("get", "import", IMPORTING),
    "pillars:import-discard": ("post", "import", IMPORTING),
    "set_language": ("post", None, everyone()),
    "account": ("get", None, signed_in()),
    "account_end_sessions": ("post", None, signed_in()),
    "account_keep_email": ("post", None, signed_in()),
    "prepared-file-list": ("get", None, signed_in()),
    "prepared-file": ("get", "prepared", signed_in("404", officer="ok")),
    "account_login": ("get", None, everyone()),
    "account_logout": ("get", None, everyone()),
    "account_signup": ("get", None, everyone()),
    "account_inactive": ("get", None, everyone()),
    "account_change_password": ("get", None, signed_in()),
    "account_set_password": ("get", None, signed_in()),
    "account_reset_password": ("get", None, everyone()),
    "account_reset_password_done": ("get", None, everyone()),
    "account_reset_password_from_key": ("get", "reset", everyone()),
    "account_reset_password_from_key_done": ("get", None, everyone()),
    **joined("ACCESS"),
}


def named_addresses(resolver=None, namespace=""):
    """Every name in the sitemap except the Django admin's, which has a test of its own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from named_addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_is_in_the_table():
    assert sorted(set(named_addresses())) == sorted(TABLE)


def outcome(response):
    if response.status_code in (403, 404):
        return str(response.status_code)
    if response.status_code == 302 and "/akun/masuk/" in response["Location"]:
        return "in" if "next=" in response["Location"] else "ok"
    return "ok" if response.status_code in (200, 302) else str(response.status_code)


def app(name):
    """Addresses of one app are tried together, so that the objects are made once for all of them."""
    return name.rpartition(":")[0]


class Visitors:
    """Everybody with a browser of their own, signed in once; what one of them changes is undone at once.

    `queries`: how many the answer before took; `loaded`: rows that it read, and things that it shows.
    """

    def __init__(self, request):
        self.users = {person: request.getfixturevalue(person) for person in PEOPLE if person != "anonymous"}
        self.clients = {person: Client() for person in PEOPLE}
        for person, user in self.users.items():
            self.clients[person].force_login(user)

    def ask(self, person, method, address):
        """The answer and its text."""
        client = self.clients[person]
        cookies = copy.deepcopy(client.cookies)
        with transaction.atomic():
            with queries.counted() as count:
                answer = getattr(client, method)(address)
                text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
                    errors="ignore"
                )
            self.queries, self.loaded = count.asked, (count.rows, queries.shown(text))
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer, text


@pytest.fixture
def visitors(filled_in, request):
    return Visitors(request)


@pytest.fixture
def bare_refusals(monkeypatch):
    """Refused is what a status says; the page that says it in words is looked at elsewhere."""

    def handler(self, code):
        return lambda request, exception=None: HttpResponse(status=code)

    monkeypatch.setattr(URLResolver, "resolve_error_handler", handler)


@pytest.mark.parametrize("group", sorted({app(name) for name in TABLE}))
def test_access(group, visitors, filled_in, bare_refusals, officer, pillars):
    """Each gets what the table says, and of people only the fields that the role needs; no page asks much,
    or more of more villages."""
    rows = {name: row for name, row in TABLE.items() if app(name) == group}
    found, few, leaks, of_office, wanted = {}, {}, [], "", personal.serials()
    loaded = {}
    for name, (method, key, _expected) in rows.items():
        address = reverse(name, args=filled_in[key])
        found[name] = {}
        for person in PEOPLE:
            answer, text = visitors.ask(person, method, address)
            found[name][person] = outcome(answer)
            if method == "get" and answer.status_code == 200:
                if person in queries.READERS:
                    few[name, person] = visitors.queries
                    loaded[name, person] = visitors.loaded
                leaks += [(name, person, serial) for serial in personal.open_serials(name, text, wanted)]
                if person in personal.KEPT_FROM:
                    leaks += [(name, person, field) for field in personal.shown(text)]
                elif person == "officer":
                    of_office += text

    assert found == {name: expected for name, (_method, _key, expected) in rows.items()}
    assert not leaks
    if group == "pillars":
        # So that a leak is looked for where there is something to be found.
        assert personal.shown(of_office) >= set(personal.SECRET) | {"birth_date"}

    assert queries.too_many(few) == {}
    queries.add_villages(officer, pillars)
    many, then = {}, {}
    for name, person in few:
        visitors.ask(person, "get", reverse(name, args=filled_in[rows[name][1]]))
        many[name, person], then[name, person] = visitors.queries, visitors.loaded
    assert queries.grown(few, many) == {}
    assert queries.loaded_beyond(loaded, then) == {}


def test_admin_site_is_for_admins(visitors, bare_refusals):
    models = {
        model: reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    }
    open_to = {
        person: {
            model
            for model, address in models.items()
            if visitors.ask(person, "get", address)[0].status_code == 200
        }
        for person in PEOPLE
    }
    assert open_to == {person: set(models) if person == "admin" else set() for person in PEOPLE}
