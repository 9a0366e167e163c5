"""Index values of villages: by index and year, as published, corrected and never derived."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from villages.models import VillageIndex
from villages.services.indexes import correct_index, record_index

IDM = {"name": "idm", "year": 2023, "score": Decimal("0.7512"), "status": "maju", "source": "Kepmendes uji"}


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(datetime.date(2026, 9, 30))


@pytest.fixture
def idm(places, admin):
    return record_index(village=places["betak"], by=admin, **IDM)


def test_indexes_and_years_stand_beside_each_other(idm, places, admin):
    record_index(village=places["betak"], by=admin, **IDM | {"year": 2022})
    record_index(village=places["betak"], by=admin, **IDM | {"name": "indeks_desa", "score": Decimal("81.2")})
    assert places["betak"].indexes.count() == 3


def test_one_value_per_index_and_year(idm, places, admin):
    with pytest.raises(Refused, match="IDM 2023 of Betak is recorded already") as refused:
        record_index(village=places["betak"], by=admin, **IDM)
    assert (refused.value.field, refused.value.see) == ("year", places["betak"])


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"year": 2027}, "year", "from 2015 to 2026"),
        ({"year": 2014}, "year", "from 2015 to 2026"),
        ({"score": Decimal("1.2")}, "score", "runs from 0 to 1"),
        ({"name": "indeks_desa", "score": Decimal("101")}, "score", "runs from 0 to 100"),
        ({"score": None, "status": ""}, "score", "the score, the status or both"),
    ],
)
def test_what_cannot_be_is_refused(change, field, message, places, admin):
    with pytest.raises(Refused, match=message) as refused:
        record_index(village=places["betak"], by=admin, **IDM | change)
    assert refused.value.field == field


def test_a_correction_keeps_what_was_said_before(idm, admin):
    correct_index(row=idm, by=admin, **IDM | {"score": Decimal("0.7521"), "status": "mandiri"})
    idm.refresh_from_db()
    assert (idm.score, idm.status) == (Decimal("0.7521"), "mandiri")
    assert [row.score for row in idm.history.order_by("history_date")][0] == Decimal("0.7512")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"score": None, "status": ""}, "villageindex_says_something"),
        ({"score": 2}, "villageindex_score_on_scale"),
        ({"year": 1999}, "villageindex_year"),
    ],
)
def test_it_holds_in_the_database(fields, constraint, places):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        VillageIndex.objects.create(village=places["betak"], **IDM | fields)


def test_unique_in_the_database(idm, places):
    with pytest.raises(IntegrityError), transaction.atomic():
        VillageIndex.objects.create(village=places["betak"], **IDM)


def test_an_admin_adds_and_corrects_on_the_pages(client, admin, places):
    client.force_login(admin)
    add = "/desa/35.04.14.2016/indeks/tambah/"
    typed = {"name": "idm", "year": "2023", "score": "75,12", "status": "", "source": "uji"}
    response = client.post(add, typed)
    assert "runs from 0 to 1" in response.content.decode()
    assert 'value="75,12"' in response.content.decode()
    response = client.post(add, typed | {"score": "abc"})
    assert "cannot be read" in response.content.decode()
    assert client.post(add, typed | {"score": "0,7512"}).status_code == 302
    row = VillageIndex.objects.get()
    assert row.score == Decimal("0.7512")

    edit = f"/desa/35.04.14.2016/indeks/{row.pk}/"
    assert 'value="0,7512"' in client.get(edit).content.decode()
    client.post(edit, typed | {"score": "0.76", "status": "maju"})
    row.refresh_from_db()
    assert (row.score, row.status) == (Decimal("0.76"), "maju")
    assert client.get(f"/desa/35.04.14.2011/indeks/{row.pk}/").status_code == 404


def test_the_village_page_names_index_year_and_source(client, idm, officer):
    client.force_login(officer)
    page = client.get("/desa/35.04.14.2016/").content.decode()
    for words in ("IDM 2023", "0.7512", "Advanced (maju)", "Kepmendes uji"):
        assert words in page
