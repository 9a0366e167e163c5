"""What the register of co-operatives stores and refuses; members and boards over time."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.cooperatives.models import Cooperative, CooperativeMember, CooperativeYear
from pillars.cooperatives.services import (
    YearData,
    add_member,
    change_cooperative,
    correct_year,
    doubts_of,
    end_membership,
    end_term,
    remove_cooperative,
    remove_member,
    remove_term,
    start_term,
    withdraw_year,
)
from pillars.people.services.beneficiaries import merge_beneficiaries, move_beneficiary, undo_merge
from villages.models import Area
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.ends import record_end

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"founded_on": on(2026, 6, 16)}, "founded_on", "is in the future"),
        ({"legal_on": on(2024, 1, 1)}, "legal_number", "Write the number"),
        (
            {"founded_on": on(2024, 1, 2), "ended_on": on(2024, 1, 1), "ended_because": "bubar"},
            "ended_on",
            "It was founded on 2 January 2024",
        ),
        ({"ended_on": on(2024, 1, 1), "ended_because": "..."}, "ended_because", "Write why it ended"),
        ({"village": "far"}, "village", "your own area"),
    ],
)
def test_a_cooperative_that_cannot_be_is_refused_at_its_field(cooperative, said, field, words):
    with pytest.raises(Refused, match=words) as refused:
        cooperative(**said)
    assert refused.value.field == field
    assert not Cooperative.objects.exists()


def test_a_village_has_a_name_once_however_it_is_written(cooperative):
    cooperative()
    with pytest.raises(Refused, match="already: Koperasi Maju Bersama"):
        cooperative(name="KOPERASI  “Maju” Bersama")
    cooperative(village="betak")
    assert Cooperative.objects.count() == 2


def test_the_database_refuses_what_no_cooperative_is(cooperative, stated):
    stored = cooperative(founded_on=on(2020, 5, 1))
    for wrong in (
        {"legal_on": TODAY},
        {"ended_on": TODAY},
        {"ended_because": "bubar"},
        {"ended_on": on(2020, 4, 30), "ended_because": "bubar"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cooperative.objects.filter(pk=stored.pk).update(**wrong)
    year = stated(stored, 2024, loans=5, loans_overdue=5)
    for wrong in ({"loans_overdue": 6}, {"loans": None}, {"assets": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CooperativeYear.objects.filter(pk=year.pk).update(**wrong)


def test_accounts_are_stated_and_corrected_with_their_history(cooperative, stated, officer):
    stored = cooperative(founded_on=on(2023, 3, 1))
    for year, words in ((2022, "It was founded on"), (2027, "for the years 2016 to 2026")):
        with pytest.raises(Refused, match=words):
            stated(stored, year, assets=1)
    with pytest.raises(Refused, match="Fill in at least one figure"):
        stated(stored, 2024)
    with pytest.raises(Refused, match="is part of the loans"):
        stated(stored, 2024, loans=1, loans_overdue=2)
    with pytest.raises(Refused, match="held after its end, in 2025"):
        stated(stored, 2024, met_on=on(2024, 12, 31))
    stated(stored, 2024, assets=1_000_000, surplus=-50_000)
    with pytest.raises(Refused, match="Somebody else has stated the accounts of 2024 since"):
        stated(stored, 2024, assets=2_000_000)
    year = stored.years.get()
    again = correct_year(stated=year, data=YearData(assets=2_000_000, source="RAT"), by=officer)
    assert correct_year(stated=again, data=YearData(assets=2_000_000, source="RAT"), by=officer).version == 2
    assert (again.version, again.surplus) == (2, None)
    assert [row.assets for row in again.history.all()] == [2_000_000, 1_000_000]
    withdraw_year(stated=again, by=officer)
    assert CooperativeYear.history.latest().history_type == "-"


def test_balances_that_do_not_add_up_are_asked_about():
    fits = YearData(savings_principal=100, savings_mandatory=200, loans=300, assets=300, surplus=-5)
    assert doubts_of(fits) == []
    assert [text.split(" ")[0] for text in doubts_of(YearData(loans=301, assets=300))] == ["Loans"]
    assert len(doubts_of(YearData(savings_principal=200, savings_voluntary=101, assets=300))) == 1
    assert len(doubts_of(YearData(surplus=301, assets=300))) == 1


def test_a_member_joins_once_and_leaves(cooperative, siti, officer):
    stored = cooperative(founded_on=on(2024, 1, 10))
    for day, words in ((on(2024, 1, 9), "It was founded on"), (on(2026, 6, 16), "is in the future")):
        with pytest.raises(Refused, match=words):
            add_member(cooperative=stored, person=siti, joined_on=day, by=officer)
    member = add_member(cooperative=stored, person=siti, joined_on=on(2024, 2, 1), by=officer)
    with pytest.raises(Refused, match="a member since 1 February 2024 already"):
        add_member(cooperative=stored, person=siti, joined_on=on(2025, 1, 1), by=officer)
    with pytest.raises(Refused, match="began on 1 February 2024"):
        end_membership(member=member, left_on=on(2024, 1, 31), by=officer)
    end_membership(member=member, left_on=on(2025, 3, 1), by=officer)
    assert not CooperativeMember.objects.on(on(2025, 3, 1)).exists()
    assert CooperativeMember.objects.on(on(2025, 2, 28)).get() == member
    again = add_member(cooperative=stored, person=siti, joined_on=on(2025, 3, 1), by=officer)
    remove_member(member=again, by=officer)
    assert CooperativeMember.history.latest().history_change_reason == "recorded by mistake"


def test_nobody_joins_after_an_end(cooperative, siti, officer):
    record_end(beneficiary=siti, kind="died", ended_on=on(2026, 3, 9), source="Akta kematian", by=officer)
    with pytest.raises(Refused, match="Died on 09/03/2026"):
        add_member(cooperative=cooperative(), person=siti, joined_on=on(2026, 3, 10), by=officer)


def test_a_merge_takes_memberships_along_and_gives_them_back(cooperative, siti, officer, places):
    other = register_beneficiary(
        person=Person("Siti Rohmah B", places["tunggangri"], sex="female"), by=officer
    )
    stored, since = cooperative(), on(2024, 2, 1)
    add_member(cooperative=stored, person=siti, joined_on=since, by=officer)
    member = add_member(cooperative=stored, person=other, joined_on=since, by=officer)
    merge = merge_beneficiaries(kept=siti, dropped=other, by=officer)
    member.refresh_from_db()
    assert member.person == siti
    undo_merge(merge=merge, by=officer)
    member.refresh_from_db()
    assert member.person == other


def test_a_board_changes_over_time(cooperative, officer):
    stored = cooperative()
    term = start_term(
        cooperative=stored, office="chair", name="Rukmini", started_on=on(2024, 1, 1), by=officer
    )
    with pytest.raises(Refused, match="began on 1 January 2024"):
        end_term(term=term, ended_on=on(2023, 12, 31), by=officer)
    end_term(term=term, ended_on=on(2025, 1, 1), by=officer)
    with pytest.raises(Refused, match="ended on 1 January 2025 already"):
        end_term(term=term, ended_on=on(2025, 1, 2), by=officer)
    remove_term(term=term, by=officer)
    assert not stored.board.exists()


def test_only_what_has_nothing_below_it_is_removed(cooperative, stated, officer):
    stored = cooperative()
    year = stated(stored, 2024, assets=1)
    with pytest.raises(Refused, match="Accounts, members or a board"):
        remove_cooperative(cooperative=stored, reason="Tercatat dua kali", by=officer)
    withdraw_year(stated=year, by=officer)
    with pytest.raises(Refused, match="Write why"):
        remove_cooperative(cooperative=stored, reason="...", by=officer)
    remove_cooperative(cooperative=stored, reason="Tercatat dua kali", by=officer)
    assert Cooperative.history.latest().history_change_reason == "Tercatat dua kali"


def test_a_correction_keeps_what_was_said_before(cooperative, data, officer):
    stored = cooperative()
    changed = change_cooperative(cooperative=stored, data=data(legal_number="AHU-12"), by=officer)
    assert changed.version == 2
    assert [row.legal_number for row in changed.history.all()] == ["AHU-12", ""]
    with pytest.raises(Refused, match="your own area"):
        change_cooperative(cooperative=stored, data=data(village="far"), by=officer)


def test_a_village_that_ended_leaves_its_cooperative_to_be_corrected_and_ended(
    cooperative, stated, data, siti, places, officer, client
):
    stored, other = cooperative(), cooperative(village="betak", name="Koperasi Betak")
    member = add_member(cooperative=stored, person=siti, joined_on=on(2025, 5, 1), by=officer)
    move_beneficiary(beneficiary=siti, village=places["betak"], moved_on=on(2026, 1, 1), by=officer)
    Area.objects.filter(pk="35.04.14.2011").update(valid_to=on(2026, 1, 31))
    for village in places.values():
        village.area.refresh_from_db()
    stated(stored, 2025, assets=5)
    end_membership(member=member, left_on=on(2026, 1, 31), by=officer)
    ended = {"ended_on": on(2026, 2, 1), "ended_because": "bergabung dengan Betak"}
    client.force_login(officer)
    page = client.get(reverse("pillars:cooperative-edit", args=[stored.pk]))
    typed = page.context["form"].initial | {"units": "simpan pinjam", "ended_because": ended["ended_because"]}
    typed |= {"ended_on": "01/02/2026", "founded_on": "", "legal_on": ""}
    assert client.post(page.wsgi_request.path, typed).status_code == 302
    stored.refresh_from_db()
    assert (stored.ended_on, stored.units) == (ended["ended_on"], "simpan pinjam")
    for name in ("cooperative-list", "cooperative-detail", "cooperative-members"):
        args = [] if name == "cooperative-list" else [stored.pk]
        assert client.get(reverse(f"pillars:{name}", args=args)).status_code == 200
    with pytest.raises(Refused, match="existed until"):
        cooperative(name="Koperasi Baru", founded_on=on(2026, 2, 1))
    with pytest.raises(Refused, match="existed until") as refused:
        cooperative(name="Koperasi Baru")
    assert refused.value.field == "village"
    with pytest.raises(Refused, match="existed until"):
        change_cooperative(cooperative=other, data=data(name="Koperasi Betak"), by=officer)


def test_a_person_who_is_merged_meanwhile_joins_nothing(cooperative, siti, places, officer):
    stored = cooperative()
    double = register_beneficiary(person=Person("Siti R", places["tunggangri"]), by=officer)
    merge_beneficiaries(kept=siti, dropped=double, by=officer)
    with pytest.raises(Refused, match="no longer there") as refused:
        add_member(cooperative=stored, person=double, joined_on=on(2025, 5, 1), by=officer)
    assert refused.value.field == "member"
