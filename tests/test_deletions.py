"""Nothing that is deleted is held fast by rows that nobody thought of: no button ends in a ProtectedError.

Every function that deletes stands here with what it deletes; every row that may protect such a thing stands
with why it is not in the way. A new deletion, or a new row that protects, fails until somebody has looked.
"""

import ast

from django.apps import apps
from django.db.models import CASCADE, PROTECT, RESTRICT

from tests.pillars.registers import DECLARED, joined
from tests.test_architecture import modules

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
    "pillars.services.tallies.rebuild": ["Tally", "Reach"],
    "reports.evaluation.services.assessments.refresh_figures": ["AssessmentFigure"],
    "reports.evaluation.services.assessments.discard_assessment": ["AssessmentFigure", "Assessment"],
    "reports.evaluation.services.meetings.remove_finding": ["Finding"],
    "reports.evaluation.services.meetings._write_directions": ["Direction"],
    "reports.evaluation.services.programmes.save_programme": ["ProgrammeFunding"],
    "reports.evaluation.services.programmes.unlink_activity": ["ProgrammeActivity"],
}
#: Deletes what it is given, or files and caches, or runs on a machine of a developer.
OTHERS = {
    "villages.lists.services.import_uploads._delete",
    "villages.lists.services.imports.open_batch",
    "villages.services.traces.delete_traced",
    "pillars.management.commands.check_files.handle",
    "pillars.services.files._delete",
    "reports.management.commands.bench.time_import",
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
