"""Rows that are stored together become what the same rows become one by one: rows, versions, trails, sums."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from pillars.imports.services import KINDS, undo_batch
from pillars.models import Activity, HeadTally, Reach, Tally
from pillars.services import send_activity, tallies
from tests import factories
from tests.importing import checked, stored
from tests.pillars.imports.test_import_promises import ACTIVITIES, SAMPLES
from villages.lists.services import import_storing, imports
from villages.models import Area, ImportBatch

COMMON = ("beneficiaries", "participants", "head_counts", "village_figures")
LISTS = {
    **{kind: (SAMPLES[kind].header, *SAMPLES[kind].good) for kind in COMMON},
    "activities": (
        "kode;nama;pilar;tanggal;kode desa;sumber;anggaran;realisasi;L;P",
        "A-1;Pelatihan jahit;II;2026-03-05;35.04.14.2011;APBD;1000000;;3;4",
        "A-2;Kelas pengasuhan;III;2026-03-06;35.04.14.2011|35.04.14.2016;;;;;",
        ";Rapat koperasi;IV;2026-03-09;35.04.14.2017;;500000;;;",
        "A-1;Pelatihan jahit;II;2026-03-05;35.04.14.2011;APBN;2000000;1500000;3;4",
        "K-01;Pelatihan batik;II;2026-02-05;35.04.14.2011|35.04.14.2016|35.04.14.2017;APBN;7000000;;;",
    ),
    "memberships": (
        "Kode Desa;Program;Status;Tahun;Sejak",
        "35.04.14.2004;Desmigratif;difasilitasi;2019;01/05/2019",
        "35.04.14.2004;Desa Migran Emas;ditetapkan;2025;",
        "35.04.14.2016;Desmigratif;difasilitasi;2020;01/05/2020",
    ),
    "targets": (
        "Kode;Wilayah;Tahun;Triwulan;Target;Baseline;Realisasi",
        "I-1;35.04.14.2011;2026;1;5;;",
        "I-1;35.04.14.2011;2026;;30;10;",
        "I-2;35.04;2025;;7,5;2;6,25",
        "I-2;35.04;2026;;9;;",
    ),
    "indicator_values": (
        "Kode Indikator;Desa;Tahun;Triwulan;Nilai;Sumber",
        "I-1;Tunggangri;2025;III;12;register desa",
        "I-1;Betak;2025;III;0;",
        "I-2;35.04;2025;;7,25;",
        "I-1;Tunggangri;2025;IV;3;register desa",
    ),
}
#: Of these the same row twice is known or stands beside the first; of all others one is refused.
SAID_TWICE = {"head_counts", "village_figures"}
#: What differs between two runs: numbers in the order of storing, and what is written with a secret.
OWN = {"id", "history_id", "record", "token", "number", "sealed", "nik_sealed"}


@pytest.fixture
def world(pillars, places, officer, defined):
    """Two activities that lists may name, one of them sent, two indicators, a village in no programme."""
    factories.area("35.04.14.2004", "Kalidawir")
    defined("I-1")
    defined("I-2", reported_for=2, period_kind="year", aggregation="last", decimals=2)
    stored(checked("activities", ACTIVITIES, officer, name="kegiatan.csv"), officer)
    meeting = Activity.objects.get(title="Rapat")
    Activity.objects.filter(pk=meeting.pk).update(
        type=meeting.pillar.types.first(), end_on=meeting.start_on, status="planned"
    )
    meeting.funding_lines.create(source="apbn", plan=0)
    send_activity(activity=Activity.objects.get(pk=meeting.pk), by=officer, confirmed=True)


#: All rows of a list about one activity are one change of it.
ONE_CHANGE = {"head_counts": {"version", "result_version"}}


def described(row, near=True, without=OWN):
    """A row in words, whatever numbers it and its neighbours have."""
    said = []
    for field in row._meta.concrete_fields:
        if field.name in without or field.get_internal_type() == "DateTimeField":
            continue
        if field.is_relation and near and field.related_model._meta.label != "accounts.User":
            said.append((field.name, described_near(row, field.name)))
        elif not field.is_relation:
            said.append((field.name, str(getattr(row, field.name))))
    return tuple(said)


def described_near(row, name):
    """The neighbour of a row; a history may name one that is gone."""
    try:
        near = getattr(row, name)
    except ObjectDoesNotExist:
        return None
    return near and described(near, near=False, without=OWN | {"version"})


def everything(without):
    """`{model: rows in words, each with how often}` of what the portal holds; stored sums as they add up."""
    models = [model for app in ("villages", "pillars") for model in apps.get_app_config(app).get_models()]
    found = {
        model._meta.label: Counter(described(row, without=OWN | without) for row in model.objects.all())
        for model in models
        if model not in (Tally, HeadTally, Reach, ImportBatch, Area)
    }
    return found | {"sums": tallies.differences()}


def store(kind, by, chunk, patch):
    """All that is there after the list is stored so many rows at a time, and again after it is taken back.

    One of its rows is stored by somebody else after the list was checked, and is refused.
    """
    with transaction.atomic(), patch.context() as patched:
        header, *lines = LISTS[kind]
        batch = checked(kind, "\n".join([header, *lines]), by, reason="Daftar peserta pelatihan")
        asked = list(batch.rows.filter(fate="review", is_takeable=True).values_list("number", flat=True))
        first = next(
            number for number in (3, 4, 5) if batch.rows.filter(number=number).exclude(fate="review")
        )
        other = checked(kind, "\n".join([header, lines[first - 2]]), by, name="lain.csv")
        stored(other, by, taking=[2])
        patched.setattr(import_storing, "CHUNK", chunk)
        imports.decide(batch=batch, decisions=dict.fromkeys(asked, "take"))
        batch = stored(batch, by, taking=asked)
        assert batch.rows.exclude(outcome="").exists()
        assert kind in SAID_TWICE or batch.rows.filter(outcome="", fate="review").exists()
        without = ONE_CHANGE.get(kind, set())
        after = everything(without)
        undo_batch(batch=batch, by=by)
        found = after, everything(without)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("kind", LISTS)
def test_rows_together_become_what_they_become_one_by_one(kind, world, officer, admin, monkeypatch):
    by = officer if officer.has_perm(KINDS[kind].permission) else admin
    together, apart = (store(kind, by, chunk, monkeypatch) for chunk in (1_000, 1))
    for one, other in zip(together, apart, strict=True):
        differing = {name: (one[name], other[name]) for name in one if one[name] != other[name]}
        assert {name: (few - many, many - few) for name, (few, many) in differing.items()} == {}
    assert together[0]["sums"] == []
