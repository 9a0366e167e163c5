"""A closed quarter stays as it stands, by every way in.

The ways are found by walking the services and the sitemap. Each either is tried here against a closed
quarter, or stands below with the reason why it cannot touch one; a new service or address that is neither
fails. Every trial is made twice: while the quarter is open it must change something, so that what refuses it
later is the lock and nothing else.
"""

import dataclasses
import datetime
import importlib
import inspect
import pkgutil
import re
import uuid
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import pillars.imports.services
import pillars.indicators.services
import pillars.people.services
import pillars.services
import villages.lists.services
import villages.people.services
import villages.services
from desmigratif.ui.refusals import Refused
from pillars.choices import Category
from pillars.imports.services import KINDS, run_step, undo_batch
from pillars.indicators.services.indicator_values import withdraw_values
from pillars.models import (
    Activity,
    ActivityVillage,
    Attachment,
    Attendance,
    FundingLine,
    HeadCount,
    HeadTally,
    NilReport,
    PeriodEvent,
    PeriodException,
    Reach,
    ReportingPeriod,
    Tally,
)
from pillars.people.services.beneficiaries import (
    change_beneficiary,
    decide_transfer,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import (
    create_activities,
    discard_activity,
    recall_activity,
    reopen_activity,
    return_activity,
    save_activity,
    send_activities,
    send_activity,
    tallies,
    verify_activities,
    verify_activity,
)
from pillars.services.attachments import add_attachment, remove_attachment
from pillars.services.attendances import add_people, add_people_to_each, change_category, remove_people
from pillars.services.import_activities import send_drafts
from pillars.services.nil_reports import state_nil, withdraw_nil
from pillars.services.period_exceptions import open_exception
from pillars.services.periods import PeriodClosed
from tests.indicators import defined, reported  # noqa: F401 (fixtures)
from tests.pillars.closed import MARCH, MAY, close, figures, pdf, world  # noqa: F401 (fixture)
from tests.pillars.test_entries import typed  # noqa: F401 (fixture)
from villages.lists.services import imports
from villages.models import Beneficiary, Merge, Residence, Transfer
from villages.people.services import people_lists

ROOT = Path(__file__).resolve().parent.parent.parent
REASON = "Daftar hadir tidak cocok."
SENTENCE = "Quarter I 2026 was closed on"


def female(person):
    return dataclasses.replace(people_lists.person_as_stored(person), sex="female", village=person.village)


def moved(w, activity, day):
    """The activity on another day, as an officer would type it."""
    data = w.entry(status="planned", actual=None, villages={"tunggangri": ()}, result="", start_on=day)
    return save_activity(data=data, by=w.officer, activity=activity)


def stored_list(w, batch):
    """Stores a list; what is refused stands at its row."""
    batch = imports.start_storing(batch=batch, choice="good", by=w.officer)
    run_step(batch)
    row = batch.rows.exclude(fate="ignore").get()
    if not row.outcome:
        raise Refused(row.notes[-1]["text"])


def sent_drafts(w):
    _sent, refused = send_drafts(activities=[w.draft], by=w.officer, confirmed=True)
    for _activity, why in refused:
        raise Refused(why)


#: Service -> every way in which it could change a closed quarter.
TRIED = {
    "pillars.services.activities.save_activity": [
        lambda w: save_activity(data=w.entry(), by=w.officer),
        lambda w: moved(w, w.planned, MARCH + datetime.timedelta(days=1)),
        lambda w: moved(w, w.planned, MAY),
        lambda w: moved(w, w.later, MARCH),
        lambda w: moved(w, w.later, datetime.date(2026, 3, 31)),
    ],
    "pillars.services.activities.create_activities": [
        lambda w: create_activities(rows=[(uuid.uuid4(), w.entry())], by=w.officer)
    ],
    "pillars.services.activities.discard_activity": [
        lambda w: discard_activity(activity=w.draft, by=w.officer)
    ],
    "pillars.services.workflow.send_activity": [
        lambda w: send_activity(activity=w.draft, by=w.officer, confirmed=True)
    ],
    "pillars.services.workflow.send_activities": [
        lambda w: send_activities(activities=[w.draft], by=w.officer, confirmed=True)
    ],
    "pillars.services.workflow.verify_activities": [
        lambda w: verify_activities(activities=[w.done], by=w.reviewer)
    ],
    "pillars.services.workflow.recall_activity": [lambda w: recall_activity(activity=w.done, by=w.officer)],
    "pillars.services.workflow.return_activity": [
        lambda w: return_activity(activity=w.done, by=w.reviewer, reason=REASON)
    ],
    "pillars.services.workflow.verify_activity": [lambda w: verify_activity(activity=w.done, by=w.reviewer)],
    "pillars.services.workflow.reopen_activity": [
        lambda w: reopen_activity(activity=w.verified, by=w.reviewer, reason=REASON)
    ],
    "pillars.services.attachments.add_attachment": [
        lambda w: add_attachment(activity=w.planned, checked=pdf("lagi.pdf"), by=w.officer)
    ],
    "pillars.services.attachments.remove_attachment": [
        lambda w: remove_attachment(attachment=w.attachment, by=w.officer)
    ],
    "pillars.services.attendances.add_people": [
        lambda w: add_people(activity=w.planned, people=[w.guest], by=w.officer)
    ],
    "pillars.services.attendances.add_people_to_each": [
        lambda w: add_people_to_each(rows=[(w.planned, [w.guest])], by=w.officer)
    ],
    "pillars.services.attendances.remove_people": [
        lambda w: remove_people(activity=w.planned, people=[w.ana], by=w.officer)
    ],
    "pillars.services.attendances.change_category": [
        lambda w: change_category(attendance=w.attendance, category=Category.FAMILY, by=w.officer)
    ],
    "pillars.people.services.beneficiaries.change_beneficiary": [
        lambda w: change_beneficiary(beneficiary=w.budi, person=female(w.budi), by=w.officer)
    ],
    "pillars.people.services.beneficiaries.move_beneficiary": [
        lambda w: move_beneficiary(
            beneficiary=w.ana, village=w.places["betak"], moved_on=datetime.date(2026, 2, 1), by=w.officer
        )
    ],
    "pillars.people.services.beneficiaries.merge_beneficiaries": [
        lambda w: merge_beneficiaries(kept=w.ana, dropped=w.twin, by=w.officer)
    ],
    "pillars.people.services.beneficiaries.undo_merge": [lambda w: undo_merge(merge=w.merge, by=w.officer)],
    "pillars.people.services.beneficiaries.decide_transfer": [
        lambda w: decide_transfer(
            transfer=w.transfer, agree=True, moved_on=datetime.date(2026, 2, 1), by=w.officer
        )
    ],
    "pillars.services.nil_reports.state_nil": [
        lambda w: state_nil(period=w.first, village=w.places["betak"], pillar=w.pillars[3], by=w.officer)
    ],
    "pillars.services.nil_reports.withdraw_nil": [lambda w: withdraw_nil(nil=w.nil, by=w.officer)],
    "pillars.indicators.services.indicator_values.report_values": [
        lambda w: w.reported(w.indicator, "betak", 2026, 1, 41),
        lambda w: w.reported(w.indicator, "tunggangri", 2026, 1, 7),
    ],
    "pillars.indicators.services.indicator_values.withdraw_values": [
        lambda w: withdraw_values(values=[w.value], by=w.officer)
    ],
    "pillars.people.services.import_people.update_person": [lambda w: stored_list(w, w.people)],
    "pillars.services.import_activities.send_drafts": [sent_drafts],
    "pillars.imports.services.run_step": [
        lambda w: stored_list(w, w.people),
        lambda w: stored_list(w, w.list),
        lambda w: stored_list(w, w.names),
        lambda w: stored_list(w, w.counts),
    ],
    "pillars.imports.services.undo_batch": [
        lambda w: undo_batch(batch=w.people_stored, by=w.officer),
        lambda w: undo_batch(batch=w.list_stored, by=w.officer),
        lambda w: undo_batch(batch=w.names_stored, by=w.officer),
        lambda w: undo_batch(batch=w.counts_stored, by=w.officer),
    ],
}

#: Why a service cannot touch a closed quarter -> the services.
UNTOUCHED = {
    "closes and opens quarters, or says who may write; what counts stays": [
        "pillars.services.periods.close_period",
        "pillars.services.periods.reopen_period",
        "pillars.services.periods.closed_kept",
        "pillars.services.period_exceptions.ask_exception",
        "pillars.services.period_exceptions.open_exception",
        "pillars.services.period_exceptions.grant_exception",
        "pillars.services.period_exceptions.decline_exception",
    ],
    "a part of the services that ask the lock, called in their transaction": [
        "pillars.services.events.record",
        "pillars.services.events.record_all",
        "pillars.services.files.store",
        "pillars.services.files.known",
        "pillars.services.files.write",
        "pillars.services.files.forget",
        "pillars.services.files.wait",
        "pillars.services.attendances.refresh",
        "pillars.services.nil_reports.withdraw_contradicted",
        "pillars.services.tallies.kept",
        "pillars.services.tallies.kept_people",
        "pillars.services.tallies.add",
    ],
    "reads, checks and locks; what it makes is not stored": [
        "villages.people.services.beneficiaries.locked",
        "villages.people.services.beneficiaries.all_locked",
        "villages.people.services.beneficiaries.refuse_known_nik",
        "villages.people.services.people_lists.new_beneficiary",
        "pillars.services.import_activities.drafts_of",
    ],
    "counts the rows again and changes none": [
        "pillars.services.tallies.recount",
        "pillars.services.tallies.rebuild",
        "pillars.services.tallies.differences",
    ],
    "asks the register, and writes the question down in the access log": [
        "villages.people.services.nik_questions.ask_about_nik",
        "villages.people.services.nik_questions.ask_about_niks",
        "villages.people.services.nik_questions.hold_back_reveals",
    ],
    "a request; the person moves when it is decided": ["pillars.people.services.beneficiaries.ask_transfer"],
    "who leads and what is loaded beside the activities": [
        "pillars.services.leads.appoint_lead",
        "pillars.services.leads.change_lead",
        "pillars.services.leads.remove_lead",
        "pillars.services.programme.load_programme",
    ],
    "what an indicator means and what is aimed at, in versions with their history": [
        "pillars.indicators.services.indicators.add_indicator",
        "pillars.indicators.services.indicators.define_indicator",
        "pillars.indicators.services.indicators.place_indicator",
        "pillars.indicators.services.first_indicators.load_indicators",
        "pillars.indicators.services.targets.set_target",
        "pillars.indicators.services.targets.remove_target",
    ],
    "areas, and what is known of villages by source and day; both keep their history": [
        "villages.services.areas.load_areas",
        "villages.services.areas.load_changes",
        "villages.services.memberships.add_membership",
        "villages.services.memberships.change_membership",
        "villages.services.named_villages.load_area_groups",
        "villages.services.named_villages.load_desmigratif_villages",
        "villages.services.named_villages.load_emas_villages",
        "villages.services.named_villages.load_formed_checks",
        "villages.services.villages.take_village_into_programme",
        "villages.services.memberships.remove_memberships",
        "villages.services.villages.change_village",
        "villages.services.villages.remove_villages",
        "villages.services.figures.record_figure",
        "villages.services.figures.record_figures",
        "villages.services.figures.remove_figures",
        "villages.services.indexes.correct_index",
        "villages.services.indexes.record_index",
        "villages.services.traces.delete_traced",
        "villages.services.traces.save_traced",
    ],
    "who works where": [
        "villages.services.assignments.assign_user",
        "villages.services.assignments.end_assignment",
        "villages.services.assignments.remove_assignment",
    ],
    "the register's half of a change; pages reach it through pillars.services.beneficiaries only": [
        "villages.people.services.beneficiaries.change_beneficiary",
        "villages.people.services.beneficiaries.move_beneficiary",
        "villages.people.services.beneficiaries.move",
    ],
    "a new person took part in nothing yet; hiding, reading and telling apart leave counts alone": [
        "villages.people.services.beneficiaries.register_beneficiary",
        "villages.people.services.beneficiaries.household_of",
        "villages.people.services.beneficiaries.note",
        "villages.people.services.beneficiaries.note_all",
        "villages.people.services.beneficiaries.register_beneficiaries",
        "villages.people.services.beneficiaries.restrict_beneficiary",
        "villages.people.services.beneficiaries.reveal_nik",
        "villages.people.services.beneficiaries.tell_apart",
        "villages.people.services.beneficiaries.doubt_again",
    ],
    "the category at an activity is kept as it was; stages come late by nature (case O20)": [
        "villages.people.services.stages.record_stage",
        "villages.people.services.stages.record_stages",
        "villages.people.services.stages.correct_stage",
        "villages.people.services.stages.remove_stage",
        "villages.people.services.stages.tie_family",
        "villages.people.services.stages.tie_families",
        "villages.people.services.stages.untie_family",
    ],
    "only looks at what stands against an undo": [
        "pillars.imports.services.standing_against",
        "pillars.people.services.import_people.used_people",
    ],
    "an import before it is stored; storing and undoing are tried above": [
        "villages.lists.services.imports.open_batch",
        "villages.lists.services.imports.choose_columns",
        "villages.lists.services.imports.check_rows",
        "villages.lists.services.imports.decide",
        "villages.lists.services.imports.start_storing",
        "villages.lists.services.imports.discard",
        "villages.lists.services.imports.fail",
        "villages.lists.services.import_uploads.refuse_same",
        "villages.lists.services.import_uploads.keep_file",
        "villages.lists.services.import_uploads.forget_file",
        "villages.lists.services.imports.forget_old",
        "villages.lists.services.import_storing.store_rows",
        "villages.lists.services.import_storing.write_down",
        "villages.people.services.people_storing.store_people",
    ],
}

SERVICES = [
    pillars.imports.services,
    pillars.indicators.services,
    pillars.people.services,
    pillars.services,
    villages.lists.services,
    villages.people.services,
    villages.services,
]

WRITES = re.compile(
    r"\.(save|create|delete|bulk_create|bulk_update|get_or_create|update_or_create|execute)\("
    r"|(\)|objects|rows|[a-z]+s)\.update\("
)


def writers(package):
    """Dotted names of the public functions of a package that take `by`, hold a transaction, or write rows."""
    inside = pkgutil.walk_packages(getattr(package, "__path__", ()), f"{package.__name__}.")
    for module in [package, *(importlib.import_module(info.name) for info in inside)]:
        for name, function in _functions(module).items():
            takes_by = "by" in inspect.signature(function).parameters
            writes = takes_by or hasattr(function, "__wrapped__") or _reaches(function, module, WRITES)
            if writes and not name.startswith("_"):
                yield f"{module.__name__}.{name}"


def _functions(module):
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: function for name, function in found if function.__module__ == module.__name__}


def _reaches(function, module, pattern, seen=()):
    """Whether its source, or that of a private function of its module that it names, says the pattern."""
    source = inspect.getsource(inspect.unwrap(function))
    if pattern.search(source):
        return True
    others = _functions(module)
    called = {name for name in re.findall(r"\b(_\w+)\(", source) if name in others} - {*seen}
    return any(_reaches(others[name], module, pattern, {*seen, *called}) for name in called)


def test_every_service_is_tried_or_named():
    found = set().union(*(writers(package) for package in SERVICES))
    named = [name for names in UNTOUCHED.values() for name in names]
    assert len(named) == len(set(named))
    assert not set(named) & set(TRIED)
    missing = found - set(named) - set(TRIED)
    assert not missing, f"Try {sorted(missing)} on a closed quarter, or say why they cannot touch one."
    assert not {*named} - found, "No such service, or it writes nothing any more."


def test_every_kind_of_list_is_tried():
    """A new kind of import needs a trial of its own in TRIED: storing one and undoing one.

    What is known of villages, and what is aimed at, are no sums of a quarter.
    """
    tried = {"beneficiaries", "activities", "participants", "head_counts"}
    assert set(KINDS) == tried | {"village_figures", "memberships", "targets"}


TRIALS = [(name, number) for name, ways in TRIED.items() for number in range(len(ways))]


@pytest.fixture
def tried(world):  # noqa: F811
    """Makes a trial and takes it back: what counted afterwards, and what was refused."""

    def make(trial):
        refused = None
        with transaction.atomic():
            before = figures()
            try:
                with transaction.atomic():
                    trial(world)
            except (PeriodClosed, Refused) as error:
                refused = error.message
            after, wrong = figures(), tallies.differences()
            transaction.set_rollback(True)
        assert not wrong
        return before, after, refused

    return make


def test_services_refuse_what_touches_a_closed_quarter(world, tried):  # noqa: F811
    for name, number in TRIALS:
        before, after, refused = tried(TRIED[name][number])
        assert refused is None, f"{name} {number}, open: {refused}"
        assert after != before, f"{name} {number} changes nothing even in an open quarter."
    close(world)
    for name, number in TRIALS:
        before, after, refused = tried(TRIED[name][number])
        assert refused, f"{name} {number} was not refused."
        assert SENTENCE in refused, f"{name} {number}: {refused}"
        assert after == before, f"{name} {number} was refused and changed figures all the same."


def test_an_exception_opens_the_quarter_for_its_office_alone(world, tried, stranger):  # noqa: F811
    """What an office may do again while its exception holds is everything; nobody else's."""
    close(world)
    until = datetime.date(2099, 1, 1)
    far = world.places["far"].regency
    open_exception(period=world.first, regency=far, reason="uji", until=until, by=world.reviewer)
    for name, number in TRIALS:
        assert tried(TRIED[name][number])[2], f"{name} {number} was opened by another office's exception."
    open_exception(
        period=world.first,
        regency=world.places["betak"].regency,
        reason="uji",
        until=until,
        by=world.reviewer,
    )
    for name, number in TRIALS:
        before, after, refused = tried(TRIED[name][number])
        assert refused is None, f"{name} {number}: {refused}"
        assert after != before


# Addresses


def _posted_person(person, **fields):
    return {
        "full_name": person.full_name,
        "sex": person.sex,
        "is_without_nik": "on",
        "education": "unknown",
        "version": person.version,
        **fields,
    }


def _typed(w, **fields):
    """The form of an activity, filled in for Tunggangri."""
    return w.typed(
        villages=["35.04.14.2011"],
        **{
            f"v{w.places['tunggangri'].pk}-returned_male": "3",
            f"v{w.places['betak'].pk}-returned_male": None,
            f"v{w.places['betak'].pk}-returned_female": None,
            f"v{w.places['betak'].pk}-family_unknown": None,
            **fields,
        },
    )


#: Address -> who posts what where: `(attribute of the world that signs in, arguments, data)`.
POSTED = {
    "pillars:activity-create": lambda w: ("officer", [], _typed(w)),
    "pillars:activity-edit": lambda w: (
        "officer",
        [w.draft.pk],
        _typed(w, version=str(Activity.objects.get(pk=w.draft.pk).version), token=None),
    ),
    "pillars:activity-discard": lambda w: ("officer", [w.draft.pk], {}),
    "pillars:activity-send": lambda w: ("officer", [w.draft.pk], {"confirmed": "1"}),
    "pillars:activity-recall": lambda w: ("officer", [w.done.pk], {}),
    "pillars:activity-return": lambda w: ("reviewer", [w.done.pk], {"return-reason": "counts"}),
    "pillars:activity-verify": lambda w: ("reviewer", [w.done.pk], {}),
    "pillars:activity-reopen": lambda w: ("reviewer", [w.verified.pk], {"reopen-reason": "counts"}),
    "pillars:attendance-add": lambda w: (
        "officer",
        [w.planned.pk],
        {"person": [str(w.guest.number)], "place": "35.04.14.2011"},
    ),
    "pillars:attendance-change": lambda w: (
        "officer",
        [w.planned.pk],
        {f"category-{w.attendance.pk}": "family"},
    ),
    "pillars:attendance-remove": lambda w: ("officer", [w.planned.pk], {"attendance": w.attendance.pk}),
    "pillars:attachment-remove": lambda w: ("officer", [w.attachment.pk], {}),
    "pillars:beneficiary-edit": lambda w: (
        "officer",
        [w.budi.number],
        _posted_person(w.budi, sex="female"),
    ),
    "pillars:beneficiary-move": lambda w: (
        "officer",
        [w.ana.number],
        {"move-village": "35.04.14.2016", "move-moved_on": "01/02/2026"},
    ),
    "pillars:merge-create": lambda w: ("officer", [w.ana.number, w.twin.number], {}),
    "pillars:merge-undo": lambda w: ("officer", [w.merge.pk], {}),
    "pillars:transfer-decide": lambda w: (
        "officer",
        [w.transfer.pk],
        {"agree": "1", f"t{w.transfer.pk}-moved_on": "01/02/2026"},
    ),
    "pillars:import-store": lambda w: ("officer", [w.people.number], {"choice": "good"}),
    "pillars:import-undo": lambda w: ("officer", [w.people_stored.number], {}),
    "pillars:indicator-report": lambda w: (
        "officer",
        ["35.04", "2026-1"],
        {
            "I-1_35.04.14.2016_value": "41",
            "initial-I-1_35.04.14.2016_value": "40",
            "I-1_evidence": "buku register desa",
        },
    ),
    "pillars:nil-create": lambda w: (
        "officer",
        [2026, 1, "35.04.14.2016", "community-parenting"],
        {},
    ),
    "pillars:nil-withdraw": lambda w: ("officer", [2026, 1, "35.04.14.2016", "usaha-produktif"], {}),
}

#: Where the refusal stands, if not on the page that comes back: at the row of the list.
SAID_AT = {"pillars:import-store": "pillars:import-rows"}

#: Why a POST to an address cannot touch a closed quarter -> the addresses.
UNTOUCHED_ADDRESSES = {
    "closes, opens and asks; its services change no figure": [
        "pillars:period-close",
        "pillars:period-reopen",
        "pillars:exception-ask",
        "pillars:exception-open",
        "pillars:exception-decide",
    ],
    "sends drafts one by one through services.import_activities.send_drafts, which is tried": [
        "pillars:import-send",
    ],
    "shows what would be added": ["pillars:attendance-match", "pillars:beneficiary-find"],
    "shows what would be sent, a POST or not": ["pillars:activity-check"],
    "an import before it is stored, or the same step as storing": [
        "pillars:import-list",
        "pillars:import-mapping",
        "pillars:import-decide",
        "pillars:import-resume",
        "pillars:import-discard",
    ],
    "new people, requests, hiding, reading and telling apart": [
        "pillars:beneficiary-create",
        "pillars:beneficiary-reveal",
        "pillars:beneficiary-restrict",
        "pillars:merge-dismiss",
        "pillars:merge-reconsider",
        "pillars:transfer-create",
    ],
    "stages and families: the category at an activity is kept as it was": [
        "pillars:stage-create",
        "pillars:stage-edit",
        "pillars:stage-remove",
        "pillars:tie-create",
        "pillars:tie-remove",
    ],
    "leads, villages, users: dated and with their own history": [
        "pillars:lead-create",
        "pillars:lead-edit",
        "pillars:lead-remove",
        "villages:village-create",
        "villages:village-edit",
        "villages:figure-create",
        "villages:membership-create",
        "villages:membership-edit",
        "villages:assignment-create",
        "villages:assignment-end",
        "villages:assignment-remove",
        "accounts:user-create",
        "accounts:user-edit",
        "accounts:user-deactivate",
        "accounts:user-reactivate",
        "accounts:user-send-mail",
        "accounts:user-complete-email",
        "accounts:user-stop-email",
        "villages:index-create",
        "villages:index-edit",
    ],
    "what indicators mean and what is aimed at, in versions with their history": [
        "pillars:indicator-create",
        "pillars:indicator-edit",
        "pillars:indicator-place",
        "pillars:target-edit",
    ],
    "what is concluded from figures; they are read, and frozen where they are quoted": [
        "reports:assessment-create",
        "reports:assessment-discard",
        "reports:assessment-edit",
        "reports:assessment-refresh",
        "reports:finding-create",
        "reports:finding-edit",
        "reports:finding-remove",
        "reports:maturity-answer",
        "reports:meeting-create",
        "reports:meeting-edit",
        "reports:meeting-file-remove",
        "reports:problem-report-close",
        "reports:problem-report-create",
        "reports:problem-report-edit",
        "reports:programme-activities",
        "reports:programme-create",
        "reports:programme-edit",
        "reports:programme-stop",
        "reports:readiness-answer",
        "reports:recommendation-answer",
        "reports:recommendation-deadline",
        "reports:recommendation-decide",
        "reports:recommendation-edit",
        "reports:recommendation-new",
    ],
}
#: Apps of the sitemap whose views are ours; signing in and the choice of a language are packages'.
OURS = ("pillars", "villages", "reports", "accounts")


def takes_posts(resolver=None, namespace=""):
    """Names of our addresses whose view, with what decorators say above it, speaks of POST."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from takes_posts(pattern, inner)
        elif isinstance(pattern, URLPattern) and namespace.rstrip(":") in OURS:
            view = inspect.unwrap(pattern.callback)
            if any(_reaches(one, inspect.getmodule(one), re.compile("POST")) for one in _with_shared(view)):
                yield f"{namespace}{pattern.name}"


def _with_shared(view):
    """The view, and the functions of other modules of views that it calls."""
    known = vars(inspect.getmodule(view))
    names = re.findall(r"\b(\w+)\(", inspect.getsource(view))
    called = [known[name] for name in names if inspect.isfunction(known.get(name))]
    return [
        view,
        *(one for one in called if re.match(rf"({'|'.join(OURS)})\.(\w+\.)?views\b", one.__module__)),
    ]


def test_every_address_that_takes_a_post_is_tried_or_named():
    found = set(takes_posts())
    named = [name for names in UNTOUCHED_ADDRESSES.values() for name in names]
    assert len(named) == len(set(named))
    assert not set(named) & set(POSTED)
    missing = found - set(named) - set(POSTED)
    assert not missing, f"Post to {sorted(missing)} in a closed quarter, or say why it cannot touch one."
    assert not {*named, *POSTED} - found, "No such address, or it takes no POST any more."


def test_addresses_refuse_what_touches_a_closed_quarter(world, typed, client):  # noqa: F811
    world.typed = typed

    def post(name):
        who, args, data = POSTED[name](world)
        with transaction.atomic():
            before = figures()
            client.force_login(getattr(world, who))
            response = client.post(reverse(name, args=args), data, follow=True)
            page = response.content.decode()
            if name in SAID_AT:
                page += client.get(reverse(SAID_AT[name], args=args)).content.decode()
            after, wrong = figures(), tallies.differences()
            transaction.set_rollback(True)
        assert response.status_code == 200
        assert not wrong
        return before, after, page

    for name in POSTED:
        before, after, page = post(name)
        assert after != before, f"{name} changes nothing even in an open quarter: {_said(page)}"
    close(world)
    for name in POSTED:
        before, after, page = post(name)
        assert SENTENCE in page, f"{name}: {_said(page)}"
        assert after == before, f"{name} changed figures of a closed quarter."


def _said(page):
    """What the notes of a page say, for the message of a failing test."""
    text = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return re.sub(r"\s+", " ", text)[:600]


# The admin, and what could go past the services


def test_the_admin_changes_nothing_of_a_closed_quarter(world, client, request):  # noqa: F811
    close(world)
    client.force_login(request.getfixturevalue("admin"))
    before = figures()
    period = world.first
    address = reverse("admin:pillars_reportingperiod_change", args=[period.pk])
    assert client.get(address).status_code == 200
    days = {"year": 2026, "quarter": 1, "starts_on": "01/01/2020", "ends_on": "02/01/2020"}
    assert client.post(address, {**days, "due_on": "03/01/2020"}).status_code == 403
    stored = ReportingPeriod.objects.get(pk=period.pk)
    assert (stored.starts_on, stored.is_closed) == (datetime.date(2026, 1, 1), True)
    assert figures() == before


#: What the admin may show and never change.
ONLY_READ = (
    {Activity, ActivityVillage, Attachment, Attendance, FundingLine, HeadCount, NilReport}
    | {Tally, HeadTally, Reach, PeriodEvent, PeriodException}
    | {Beneficiary, Residence, Merge, Transfer}
)


def test_the_admin_only_reads_what_counts(rf, request):
    """Activities and people at them, and what closing wrote, are changed on the pages only."""
    asked = rf.get("/")
    asked.user = request.getfixturevalue("admin")
    seen = set()
    for page in admin.site._registry.values():
        for part in [page, *(inline(page.model, admin.site) for inline in page.inlines)]:
            if part.model in ONLY_READ:
                seen.add(part.model)
                assert not part.has_add_permission(asked)
                assert not part.has_change_permission(asked)
                assert not part.has_delete_permission(asked)
    assert {Activity, PeriodException, NilReport, PeriodEvent} <= seen


COUNTING = (
    "Activity|ActivityVillage|HeadCount|FundingLine|Attendance|Attachment|NilReport|IndicatorValue"
    "|Tally|HeadTally|Reach"
)


def test_nothing_writes_what_counts_past_the_services():
    """Only services write these rows or a person's sex and home; demo and `bench` make rows of their own."""
    past = re.compile(
        rf"\b({COUNTING})\.objects\b[^\n]*\.(create|update|delete|get_or_create|bulk_\w+)\("
        r"|villages\.services(\.beneficiaries)? import [^\n]*\b(change|move)_beneficiary"
    )
    wrong = []
    for app in ("pillars", "reports", "villages", "desmigratif"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if {"migrations", "services", "demo", "commands"} & set(path.parts):
                continue
            lines = path.read_text().splitlines()
            wrong += [f"{path.relative_to(ROOT)}: {line}" for line in lines if past.search(line)]
    assert not wrong
