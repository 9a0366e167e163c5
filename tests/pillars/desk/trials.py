"""Every way in which the service desk could change a closed quarter; see `tests/pillars/trials.py`."""

import dataclasses
import datetime

from desmigratif.ui.refusals import Refused
from pillars.desk.models import DeskNil, DeskStep, DeskVisit
from pillars.desk.services import (
    VisitData,
    change_visit,
    record_visit,
    record_visits,
    remove_visit,
    state_nil_month,
    take_step,
    take_step_back,
    withdraw_nil_month,
)
from pillars.imports.services import run_step, undo_batch
from tests.importing import checked
from villages.lists.services import imports

MARCH, MAY = datetime.date(2026, 3, 5), datetime.date(2026, 5, 5)
REASON = "Tercatat dua kali"
HERE = "35.04.14.2011"


def said(w, **others):
    data = VisitData(w.places["tunggangri"], MARCH, "information", "served", sex="female")
    return dataclasses.replace(data, **others)


def prepare(w):
    """Puts into the world what the trials change: visits, a case with a step, an empty month."""
    w.visit = record_visit(data=said(w), by=w.officer)
    w.later_visit = record_visit(data=said(w, visited_on=MAY), by=w.officer)
    w.case = record_visit(data=said(w, purpose="complaint"), by=w.officer)
    w.open_case = record_visit(data=said(w, purpose="complaint"), by=w.officer)
    take_step(visit=w.case, step="worked", on=MARCH, note="ditanyakan", by=w.officer)
    w.month = state_nil_month(village=w.places["betak"], month=datetime.date(2026, 2, 1), by=w.officer)

    w.visits = open_list(w, "06/03/2026")
    w.visits_stored = open_list(w, "07/03/2026")
    store(w, w.visits_stored)


def open_list(w, day):
    """A list of one visit, judged."""
    return checked("desk_visits", f"Tanggal;Keperluan;L/P;Kode Desa\n{day};Informasi;P;{HERE}", w.officer)


def store(w, batch):
    batch = imports.start_storing(batch=batch, choice="good", by=w.officer)
    run_step(batch)
    batch.refresh_from_db()
    row = batch.rows.exclude(fate="ignore").get()
    if not row.outcome:
        raise Refused(row.notes[-1]["text"])


def take_back(w):
    w.visits_stored.refresh_from_db()
    undo_batch(batch=w.visits_stored, by=w.officer)


FIGURES = {
    DeskNil: ("village", "month", "withdrawn_at"),
    DeskStep: ("visit", "step", "on"),
    DeskVisit: ("village", "visited_on", "purpose", "outcome", "route", "person", "sex", "closed_on"),
}

TRIED = {
    "pillars.imports.services.run_step": [lambda w: store(w, w.visits)],
    "pillars.imports.services.undo_batch": [take_back],
    "pillars.desk.services.record_visit": [lambda w: record_visit(data=said(w), by=w.officer)],
    "pillars.desk.services.record_visits": [lambda w: record_visits(rows=[said(w)], by=w.officer)],
    "pillars.desk.services.change_visit": [
        lambda w: change_visit(visit=w.visit, data=said(w, purpose="documents"), by=w.officer),
        lambda w: change_visit(visit=w.visit, data=said(w, visited_on=MAY), by=w.officer),
        lambda w: change_visit(visit=w.later_visit, data=said(w), by=w.officer),
    ],
    "pillars.desk.services.remove_visit": [
        lambda w: remove_visit(visit=w.visit, reason=REASON, by=w.officer)
    ],
    "pillars.desk.services.take_step": [
        lambda w: take_step(visit=w.open_case, step="closed", on=MARCH, note="selesai", by=w.officer)
    ],
    "pillars.desk.services.take_step_back": [lambda w: take_step_back(visit=w.case, by=w.officer)],
    "pillars.desk.services.state_nil_month": [
        lambda w: state_nil_month(village=w.places["betak"], month=MARCH, by=w.officer)
    ],
    "pillars.desk.services.withdraw_nil_month": [lambda w: withdraw_nil_month(nil=w.month, by=w.officer)],
}

_TYPED = {
    "village": HERE,
    "visited_on": "05/03/2026",
    "who": "",
    "sex": "female",
    "purpose": "documents",
    "route": "unknown",
    "outcome": "served",
}

POSTED = {
    "pillars:desk-visit-create": lambda w: ("officer", [], _TYPED),
    "pillars:desk-visit-edit": lambda w: (
        "officer",
        [w.visit.pk],
        {**_TYPED, "version": "as on the page"},
    ),
    "pillars:desk-visit-remove": lambda w: ("officer", [w.visit.pk], {"reason": REASON}),
    "pillars:desk-step-create": lambda w: (
        "officer",
        [w.open_case.pk],
        {"step": "closed", "on": "05/03/2026", "note": "selesai"},
    ),
    "pillars:desk-step-take-back": lambda w: ("officer", [w.case.pk], {}),
    "pillars:desk-nil-create": lambda w: ("officer", ["35.04.14.2016", "2026-03"], {}),
    "pillars:desk-nil-withdraw": lambda w: ("officer", ["35.04.14.2016", "2026-02"], {}),
}
