"""Every way in which something could change a closed quarter: by a service, by an address.

`tests/guards.py` watches what is written while the tests run, and finds a way that is missing here.
"""

import dataclasses
import datetime
import uuid

from desmigratif.ui.refusals import Refused
from pillars.choices import Category
from pillars.imports.services import run_step, undo_batch
from pillars.indicators.services.indicator_values import withdraw_values
from pillars.models import Activity
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
    verify_activities,
    verify_activity,
)
from pillars.services.activities import change_activities, create_listed
from pillars.services.attachments import add_attachment, remove_attachment
from pillars.services.attendances import (
    Participant,
    add_people,
    add_people_to_each,
    change_category,
    remove_people,
)
from pillars.services.import_activities import send_drafts
from pillars.services.nil_reports import state_nil, withdraw_nil
from tests.pillars.closed import MARCH, MAY, pdf
from tests.pillars.registers import DECLARED
from villages.lists.services import imports
from villages.people.services import people_lists

REASON = "Daftar hadir tidak cocok."


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
    "pillars.services.activities.create_listed": [
        lambda w: create_listed(rows=[("K-77", w.entry())], by=w.officer)
    ],
    "pillars.services.activities.change_activities": [
        lambda w: change_activities(rows=[(w.planned, w.entry(status="planned", start_on=MAY))], by=w.officer)
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
        lambda w: add_people_to_each(rows=[Participant(w.planned, w.guest)], by=w.officer)
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

# Addresses


def _posted_person(person, **fields):
    return {
        "full_name": person.full_name,
        "sex": person.sex,
        "is_without_nik": "on",
        "education": "unknown",
        "version": "as on the page",
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
    "pillars:activities-together": lambda w: (
        "reviewer",
        [],
        {"activity": [str(w.done.pk)], f"version-{w.done.pk}": str(w.done.version)},
    ),
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
    "pillars:import-send": lambda w: (
        "officer",
        [w.drafts_stored.number],
        {"activity": [Activity.objects.get(title="Kelas").pk], "confirmed": "on"},
    ),
    "pillars:import-undo": lambda w: ("officer", [w.people_stored.number], {}),
    "pillars:indicator-report-section": lambda w: (
        "officer",
        ["35.04", "2026-1", "I"],
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

#: Registers have trials of their own: `prepare(world)`, `TRIED`, `POSTED`, and `FIGURES` as `closed.figures`.
REGISTERS = [declared.TRIALS for declared in DECLARED.values() if declared.TRIALS]
for register in REGISTERS:
    TRIED |= {name: [*TRIED.get(name, []), *ways] for name, ways in register.TRIED.items()}
    POSTED |= register.POSTED

#: Where the refusal stands, if not on the page that comes back: at the row of the list.
SAID_AT = {"pillars:import-store": "pillars:import-rows"}
