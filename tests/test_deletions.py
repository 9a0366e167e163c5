"""Nothing that is deleted is held fast by rows that nobody thought of: no button ends in a ProtectedError.

Every function that deletes stands here with what it deletes; every row that may protect such a thing stands
with why it is not in the way, and how that is tried. A new deletion, or a new row that protects, fails until
somebody has looked.
"""

import ast
import datetime
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import CASCADE, PROTECT, RESTRICT

from desmigratif.ui.refusals import Refused
from pillars.imports.services import undo_batch
from pillars.people.services.beneficiaries import merge_beneficiaries, undo_merge
from pillars.services.activities import discard_activity
from pillars.services.attendances import add_people
from reports.evaluation.services.assessments import discard_assessment
from reports.evaluation.services.meetings import FindingData, add_finding, remove_finding
from reports.models import Assessment
from tests import factories
from tests.importing import checked, stored
from tests.pillars.registers import DECLARED, joined
from tests.reports import recommending
from tests.test_architecture import modules
from villages.models import Beneficiary

#: Deleted model -> rows that protect it -> why they never stand in the way.
PROTECTED = {
    "Beneficiary": {
        "Attendance.beneficiary": "a list is not taken back for somebody who took part since",
        "Beneficiary.merged_into": "nor for somebody who was merged",
        "Merge.dropped": "nor for somebody who was merged, even if that was undone",
        "Merge.kept": "nor for somebody who was merged, even if that was undone",
    },
    "ActivityVillage": {
        "Attendance.activity_village": "a village with people is not left out; of a draft they go first",
    },
    "Assessment": {"AssessmentFigure.assessment": "the figures of a draft go first"},
    "Finding": {"Recommendation.finding": "refused while something is recommended on it"},
}
for declared in DECLARED.values():
    for deleted, why in declared.PROTECTED.items():
        PROTECTED[deleted] = PROTECTED.get(deleted, {}) | why
#: Models of which rows are deleted only while nothing at all is recorded about them: `entries_about` asks.
ASKED_OF_ALL = {"Village"}
#: Function that deletes -> the models of the rows.
DELETES = {
    "desmigratif.accounts.services.mails.forget_sent_mails": ["Mail"],
    "desmigratif.accounts.services.prepared_files.forget_old_files": ["PreparedFile"],
    "desmigratif.accounts.views.account.end_sessions": ["Session"],
    "desmigratif.accounts.workers.beat": ["WorkerPulse"],
    "desmigratif.ui.forms._once": ["SentForm"],
    "desmigratif.ui.kept.forget": ["KeptForm"],
    "desmigratif.ui.kept.keep_for_later": ["KeptForm", "KeptForm"],
    "villages.lists.services.imports.choose_columns": ["ImportRow"],
    "villages.lists.services.imports.check_rows": ["ImportRow"],
    "villages.lists.services.imports.discard": ["ImportBatch"],
    "villages.lists.services.imports.forget_old": ["ImportBatch"],
    "villages.people.services.beneficiaries.doubt_again": ["NotSame"],
    "villages.people.services.nik_questions._untold": ["AskedNik"],
    "villages.people.services.people_storing._record_ends": ["Beneficiary"],
    "villages.people.services.stages.untie_family": ["FamilyTie"],
    "villages.services.assignments.remove_assignment": ["Assignment"],
    "villages.services.figures.remove_figures": ["ProfileFigure"],
    "villages.services.memberships.remove_memberships": ["Membership"],
    "villages.services.villages.remove_villages": ["Village"],
    **joined("DELETES"),
    "pillars.indicators.services.indicator_values.withdraw_values": ["IndicatorValue"],
    "pillars.indicators.services.targets.remove_target": ["Target"],
    "pillars.people.services.beneficiaries._hand_over_attendances": ["Attendance"],
    "pillars.people.services.import_people.forget_listed": ["Beneficiary", "Household", "ListedPerson"],
    "pillars.services.activities.discard_activity": ["Attendance", "Activity"],
    "pillars.services.activities._change": ["FundingLine", "HeadCount"],
    "pillars.services.activities._drop_villages": ["ActivityVillage"],
    "pillars.services.attendances.remove_people": ["Attendance"],
    "pillars.services.attendances._follow": ["HeadCount"],
    "pillars.services.files.forget": ["Attachment", "WaitingFile", "MeetingFile", "FollowUpFile"],
    "pillars.services.leads.remove_lead": ["PillarLead"],
    "reports.evaluation.services.assessments.refresh_figures": ["AssessmentFigure"],
    "reports.evaluation.services.assessments.discard_assessment": ["AssessmentFigure", "Assessment"],
    "reports.evaluation.services.meetings.remove_finding": ["Finding"],
    "reports.evaluation.services.meetings._write_directions": ["Direction"],
    "reports.evaluation.services.programmes.save_programme": ["ProgrammeFunding"],
    "reports.evaluation.services.programmes.unlink_activity": ["ProgrammeActivity"],
}
#: Row that protects -> what is deleted, and how, once there is such a row.
HELD = {
    "Attendance.beneficiary": lambda w: w.listed(_attends),
    "Beneficiary.merged_into": lambda w: w.listed(lambda w: _merged(w.person, w.other, w)),
    "Merge.dropped": lambda w: w.listed(
        lambda w: undo_merge(merge=_merged(w.other, w.person, w), by=w.officer)
    ),
    "Merge.kept": lambda w: w.listed(lambda w: undo_merge(merge=_merged(w.person, w.other, w), by=w.officer)),
    "Attendance.activity_village": lambda w: _village_of(_attends(w), w),
    "AssessmentFigure.assessment": lambda w: _draft(w),
    "Recommendation.finding": lambda w: _finding(w),
    **joined("HELD"),
}
#: Deletes what it is given, or files and caches, or runs on a machine of a developer.
OTHERS = {
    "villages.lists.services.import_uploads._delete",
    "villages.lists.services.imports.open_batch",
    "villages.services.traces.delete_traced",
    "pillars.management.commands.check_files.handle",
    "pillars.services.files._delete",
    "reports.bench.files.measure",
    "reports.bench.lists._import",
}
MODELS = {model.__name__: model for model in apps.get_models()}


def deleting():
    """The product's functions that call `delete()` or `delete_traced()`, as `module.function`."""
    found = set()
    for name, path in modules().items():
        if ".migrations" in name or name.startswith("desmigratif.demo"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
            called = {getattr(func, "attr", getattr(func, "id", "")) for func in calls}
            if isinstance(node, ast.FunctionDef) and called & {"delete", "delete_traced"}:
                found.add(f"{name}.{node.name}")
    return found


def going(model):
    """The model and all whose rows go with its rows."""
    found, open_ones = set(), [model]
    while open_ones:
        one = open_ones.pop()
        if one not in found:
            found.add(one)
            open_ones += [
                each.related_model for each in one._meta.related_objects if each.on_delete is CASCADE
            ]
    return found


def test_every_deletion_is_known():
    assert deleting() == DELETES.keys() | OTHERS


def test_nothing_protects_what_is_deleted_unless_somebody_thought_of_it():
    found = {}
    for name in {name for names in DELETES.values() for name in names} - ASKED_OF_ALL:
        for model in going(MODELS[name]):
            for each in model._meta.related_objects:
                if each.on_delete in (PROTECT, RESTRICT):
                    text = f"{each.related_model.__name__}.{each.field.name}"
                    found.setdefault(model.__name__, set()).add(text)
    assert found == {model: set(rows) for model, rows in PROTECTED.items()}


def _attends(w):
    activity = w.saved(villages={"tunggangri": ()})
    add_people(activity=activity, people=[w.person], by=w.officer)
    return activity


def _merged(kept, dropped, w):
    return merge_beneficiaries(kept=kept, dropped=dropped, by=w.officer)


def _village_of(activity, w):
    return activity.activity_villages.get(), lambda: discard_activity(
        activity=activity, by=w.officer, with_people=True
    )


def _draft(w):
    draft = Assessment.objects.get(pk=w.assessed["assessment"][0])
    return draft, lambda: discard_assessment(assessment=draft, by=w.reviewer)


def _finding(w):
    meeting = recommending.meeting(w.reviewer, area=w.places["betak"].regency)
    finding = add_finding(meeting=meeting, data=FindingData(text="Modul belum ada"), by=w.reviewer)
    owner = factories.OrganisationFactory()
    recommending.recommendation(w.reviewer, owner, meeting=meeting, finding=finding)
    return finding, lambda: remove_finding(finding=finding, by=w.reviewer)


class World:
    """Somebody whom a list brought, somebody else, and what the trials make of them."""

    day = datetime.date(2026, 3, 2)

    def __init__(self, **fixtures):
        vars(self).update(fixtures)
        content = "NIK;Nama Lengkap;L/P;Kode Desa\n3504144605839330;CORA;P;35.04.14.2011\n"
        self.batch = stored(checked("beneficiaries", content, self.officer), self.officer)
        self.person = Beneficiary.objects.get(full_name="CORA")
        self.other = self.registered("SULASTRI")

    def listed(self, write):
        """The person, about whom something is written now, and taking back the list."""
        write(self)
        return self.person, lambda: undo_batch(batch=self.batch, by=self.officer)


@pytest.mark.django_db
def test_what_protects_is_asked_about_or_goes_first(saved, registered, places, officer, reviewer, assessed):
    reasons = {row: deleted for deleted, rows in PROTECTED.items() for row in rows}
    assert HELD.keys() == reasons.keys()
    world = World(
        saved=saved,
        registered=registered,
        places=places,
        officer=officer,
        reviewer=reviewer,
        assessed=assessed,
    )
    for row, prepare in HELD.items():
        model, _dot, field = row.partition(".")
        with transaction.atomic():
            deleted, delete = prepare(world)
            assert type(deleted).__name__ == reasons[row]
            assert MODELS[model]._base_manager.filter(**{field: deleted}).exists(), row
            with suppress(Refused):
                delete()
                assert not type(deleted)._base_manager.filter(pk=deleted.pk).exists(), row
            transaction.set_rollback(True)
