"""Case O42: who died or moved away is counted until that day, and no more."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.people.services.beneficiaries import (
    ask_transfer,
    decide_transfer,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import save_activity
from pillars.services.attendances import add_people
from villages.models import Beneficiary, End
from villages.people.services.ends import record_end, resume, take_back_end
from villages.people.services.stages import correct_stage, record_stage

LIST = reverse("pillars:beneficiary-list")
DATE = datetime.date


def stage(person, by, kind, day):
    return record_stage(beneficiary=person, by=by, kind=kind, event_on=day, reported_on=day)


def ended(person, by, kind, day, **more):
    return record_end(beneficiary=person, by=by, kind=kind, ended_on=day, source="surat kepala desa", **more)


def counted(client, day, kind):
    """How many people the list names for a stage on a day."""
    page = client.get(LIST, {"stage": kind, "on": f"{day:%d/%m/%Y}"}).content.decode()
    return page.count('<th scope="row">')


@pytest.fixture
def people(registered, officer):
    """The five of the case; E is reported as dead by mistake."""
    made = {}
    for letter, name, kind, since in (
        ("A", "PONIRAH", "pmi", DATE(2023, 2, 1)),
        ("B", "SUKARTI", "purna", DATE(2023, 5, 1)),
        ("C", "BAMBANG", "cpmi", DATE(2024, 3, 1)),
        ("D", "ENDANG", "cpmi", DATE(2024, 1, 9)),
        ("E", "WAGIMAN", "pmi", DATE(2023, 8, 1)),
    ):
        made[letter] = registered(name, nik=f"35041457038598{ord(letter)}", phone_raw="0812 3456 7890")
        stage(made[letter], officer, kind, since)
    return made


@pytest.fixture
def ends(people, officer):
    return {
        "A": ended(people["A"], officer, "died", DATE(2024, 8, 10), reported_on=DATE(2024, 11, 2)),
        "B": ended(people["B"], officer, "abroad", DATE(2025, 2, 1)),
        "C": ended(people["C"], officer, "moved", DATE(2025, 3, 15)),
        "D": ended(people["D"], officer, "died", DATE(2025, 1, 5)),
        "E": ended(people["E"], officer, "died", DATE(2025, 1, 5)),
    }


def test_case_o42_nobody_counts_after_the_day(client, people, ends, officer):
    client.force_login(officer)
    days = (DATE(2024, 6, 30), DATE(2024, 8, 10), DATE(2024, 12, 31), DATE(2025, 1, 5), DATE(2025, 6, 30))
    found = {kind: [counted(client, day, kind) for day in days] for kind in ("cpmi", "pmi", "purna", "ended")}
    assert found == {
        "cpmi": [2, 2, 2, 2, 0],
        "pmi": [2, 2, 1, 1, 0],
        "purna": [1, 1, 1, 1, 0],
        "ended": [0, 0, 1, 1, 5],
    }
    assert counted(client, DATE(2025, 6, 30), "none") == 0
    take_back_end(end=ends["E"], by=officer, reason="Yang meninggal orang lain")
    assert counted(client, DATE(2025, 6, 30), "pmi") == 1
    # The search still finds them, marked, and the phone is no longer one to call.
    page = client.get(LIST, {"q": "ponirah"}).content.decode()
    assert "Died on 10/08/2024" in page
    page = client.get(people["A"].get_absolute_url()).content.decode()
    assert "0812" not in page
    assert "reported 2 Nov 2024" in page
    page = client.get(people["E"].get_absolute_url()).content.decode()
    assert "0812" in page
    assert "taken back on" in page
    assert "Yang meninggal orang lain" in page


def test_an_end_is_recorded_taken_back_and_followed_by_a_return_on_the_pages(client, people, officer):
    client.force_login(officer)
    person = people["C"]
    address = reverse("pillars:end-create", args=[person.number])
    assert address in client.get(person.get_absolute_url()).content.decode()
    said = {"kind": "moved", "ended_on": "15/03/2025", "source": "surat pindah"}
    for wrong, sentence in (
        ({"ended_on": "15/03/2099"}, "lies ahead"),
        ({"ended_on": "28/02/2024"}, "is recorded on 01/03/2024, after 28/02/2024"),
        ({"source": "..."}, "Write who says so"),
        ({"reported_on": "01/01/2025"}, "is before the event"),
        ({"kind": ""}, "is-invalid"),
    ):
        page = client.post(address, said | wrong)
        assert page.status_code == 200, wrong
        assert sentence in page.content.decode()
    assert not End.objects.exists()
    assert client.post(address, said).status_code == 302
    assert "An end is recorded already" in client.post(address, said).content.decode()
    end = End.objects.get()
    back = reverse("pillars:end-resume", args=[person.number, end.pk])
    page = client.post(back, {"resume-back_on": "15/03/2025"}).content.decode()
    assert "The return has to be after that" in page
    assert client.post(back, {"resume-back_on": "01/09/2025"}).status_code == 302
    assert [counted(client, DATE(2025, *day), "cpmi") for day in ((3, 15), (8, 31), (9, 1))] == [2, 1, 2]
    assert (
        "taken back already, or the person came back"
        in client.post(
            reverse("pillars:end-take-back", args=[person.number, end.pk]), {"take-back-reason": "keliru"}
        ).content.decode()
    )
    # A second end later is a second row; one that lies before the return is refused.
    with pytest.raises(Refused, match="came back on 01/09/2025"):
        ended(person, officer, "died", DATE(2025, 8, 1))
    second = ended(person, officer, "died", DATE(2025, 10, 1))
    page = client.post(
        reverse("pillars:end-take-back", args=[person.number, second.pk]), {"take-back-reason": "-"}
    )
    assert "Write why this is taken back" in page.content.decode()
    with pytest.raises(Refused, match="take it back first"):
        resume(end=second, by=officer, back_on=DATE(2025, 11, 1))


def test_two_ends_never_stand_and_the_dead_never_come_back(people, officer, stranger):
    ended(people["A"], officer, "died", DATE(2024, 8, 10))
    said = {"beneficiary": people["A"], "ended_on": DATE(2024, 9, 1), "reported_on": DATE(2024, 9, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        End.objects.create(kind="died", source="surat", recorded_by=officer, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        End.objects.filter(beneficiary=people["A"]).update(back_on=DATE(2025, 1, 1))
    with pytest.raises(Refused, match="your own area"):
        ended(people["B"], stranger, "died", DATE(2025, 1, 1))


def test_nothing_is_written_after_an_end(people, ends, officer, places, saved, entry):
    first = people["A"].stages.get()
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        stage(people["A"], officer, "purna", DATE(2024, 9, 1))
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        correct_stage(stage=first, by=officer, event_on=DATE(2024, 8, 11), reported_on=DATE(2024, 9, 1))
    stage(people["A"], officer, "purna", DATE(2024, 8, 10))
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        move_beneficiary(
            beneficiary=people["A"], village=places["betak"], moved_on=DATE(2025, 1, 1), by=officer
        )
    move_beneficiary(beneficiary=people["A"], village=places["betak"], moved_on=DATE(2024, 8, 1), by=officer)
    earlier = saved(start_on=DATE(2024, 8, 1), budget_year=2024, villages={"betak": ()})
    add_people(activity=earlier, people=[people["A"]], by=officer)
    later = saved(start_on=DATE(2024, 8, 11), budget_year=2024)
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        add_people(activity=later, people=[people["A"]], by=officer)
    data = entry(start_on=DATE(2024, 8, 11), budget_year=2024, villages={"betak": ()})
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        save_activity(data=data, by=officer, activity=earlier)
    earlier.refresh_from_db()
    assert earlier.start_on == DATE(2024, 8, 1)


def test_an_end_told_late_asks_about_later_activities_and_leaves_them(client, people, saved, officer):
    activity = saved(start_on=DATE(2024, 9, 5), budget_year=2024)
    add_people(activity=activity, people=[people["A"]], by=officer)
    client.force_login(officer)
    address = reverse("pillars:end-create", args=[people["A"].number])
    said = {"kind": "died", "ended_on": "10/08/2024", "source": "akta kematian"}
    page = client.post(address, said).content.decode()
    assert "Took part in “Sosialisasi migrasi aman” on 05/09/2024" in page
    assert not End.objects.exists()
    assert client.post(address, said | {"is_right": "on"}).status_code == 302
    assert activity.attendances.count() == 1


def test_the_dead_are_found_and_not_offered_for_a_later_day(client, people, ends, saved, officer):
    client.force_login(officer)
    later = saved(start_on=DATE(2024, 9, 5), budget_year=2024)
    earlier = saved(start_on=DATE(2024, 8, 10), budget_year=2024)
    box = f'name="person" value="{people["A"].number}"'
    for activity, is_offered in ((later, False), (earlier, True)):
        page = client.get(reverse("pillars:attendance-list", args=[activity.pk]), {"q": "ponirah"})
        assert "PONIRAH" in page.content.decode()
        assert (box in page.content.decode()) == is_offered
        address = reverse("pillars:attendance-match", args=[activity.pk])
        page = client.post(address, {"people": "Ponirah\nBambang"}).content.decode()
        assert (box in page) == is_offered
        assert f'name="person" value="{people["C"].number}"' in page
        assert ("Died on 10/08/2024" in page) != is_offered
        assert "registered anew" not in page


def test_who_moved_away_is_found_and_goes_on_as_the_same_person(people, ends, officer, stranger, places):
    transfer = ask_transfer(
        digits=f"35041457038598{ord('C')}", village=places["far"], reason="Tinggal di sini", by=stranger
    )
    decide_transfer(transfer=transfer, agree=True, moved_on=DATE(2025, 9, 1), by=officer)
    assert Beneficiary.objects.filter(full_name="BAMBANG").count() == 1
    assert Beneficiary.objects.with_stage_on(DATE(2025, 9, 1)).get(pk=people["C"].pk).stage == "cpmi"
    assert Beneficiary.objects.with_stage_on(DATE(2025, 8, 31)).get(pk=people["C"].pk).stage is None


def test_an_end_goes_over_with_a_merged_record_and_comes_back(registered, people, ends, officer):
    kept = registered("PONIRAH B")
    first = stage(kept, officer, "pmi", DATE(2024, 12, 1))
    with pytest.raises(Refused, match="Died on 10/08/2024"):
        merge_beneficiaries(kept=kept, dropped=people["A"], by=officer)
    correct_stage(stage=first, by=officer, event_on=DATE(2024, 1, 1))
    merge = merge_beneficiaries(kept=kept, dropped=people["A"], by=officer)
    assert kept.ends.get() == ends["A"]
    undo_merge(merge=merge, by=officer)
    assert people["A"].ends.get() == ends["A"]


def test_the_file_tells_the_end(client, people, ends, officer):
    client.force_login(officer)
    answer = client.get(reverse("pillars:beneficiary-export", args=["csv"]), {"q": "ponirah"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Died or moved away on" in lines
    assert "Died" in lines
    assert "2024-08-10" in lines
    assert "0812" not in lines
