"""Case O42: who died or moved away is counted until that day, and no more."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.imports.services import undo_batch
from pillars.people.services.beneficiaries import (
    ask_transfer,
    decide_transfer,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import save_activity
from pillars.services.attendances import add_people
from tests.importing import checked, fates, kinds_of_notes, stored
from villages.models import Beneficiary, End, ImportBatch
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
        ({"ended_on": "15/03/2099"}, "is in the future"),
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
    assert "Already recorded" in client.post(address, said).content.decode()
    end = End.objects.get()
    back = reverse("pillars:end-resume", args=[person.number, end.pk])
    page = client.post(back, {"resume-back_on": "15/03/2025"}).content.decode()
    assert "The return must be after that" in page
    assert client.post(back, {"resume-back_on": "01/09/2025"}).status_code == 302
    assert [counted(client, DATE(2025, *day), "cpmi") for day in ((3, 15), (8, 31), (9, 1))] == [2, 1, 2]
    assert (
        "already taken back, or the person came back"
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


HEAD = "NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa;Status;Tanggal Status;Keterangan\n"
#: The day for which the list holds.
LISTED = DATE(2025, 3, 31)


def row(number, name, status="", since="", note="", born="01/06/1988"):
    return f"3504{number % 90 + 10}4106884{number:03};{name};P;{born};35.04.14.2011;{status};{since};{note}\n"


#: Status, day of the status, note, name -> what is recorded when the row is taken, and on which day.
TOLD = (
    (("Meninggal", "05/01/2025", ""), "died", DATE(2025, 1, 5), None),
    (("meninggal dunia", "", ""), "died", LISTED, None),
    (("Wafat", "", ""), "died", LISTED, None),
    (("alm.", "", ""), "died", LISTED, None),
    (("Almh", "", ""), "died", LISTED, None),
    (("PMI (meninggal)", "12/03/2023", ""), "died", LISTED, "pmi"),
    (("pindah", "01/02/2025", ""), "moved", DATE(2025, 2, 1), None),
    (("Pindah ke Blitar", "", ""), "moved", LISTED, None),
    (("pindah LN", "01/02/2025", ""), "abroad", DATE(2025, 2, 1), None),
    (("PMI", "12/03/2023", "meninggal 10/08/2024"), "died", DATE(2024, 8, 10), "pmi"),
    (("PMI", "", "Sudah meninggal dunia 10 Agustus 2024"), "died", DATE(2024, 8, 10), "pmi"),
    (("CPMI", "", "Pindah domisili ke Kab. Blitar"), "moved", LISTED, "cpmi"),
    (("PMI", "12/03/2023", "pindah majikan"), None, None, "pmi"),
    (("PMI", "12/03/2023", "suami meninggal 2020"), None, None, "pmi"),
)


def test_words_of_a_list_record_the_end_of_new_people_once_somebody_says_yes(officer):
    rows = [row(n, f"ORANG KE{chr(65 + n) * 4}", *said) for n, (said, *_right) in enumerate(TOLD)]
    rows += [row(90, "Alm. KASMIRAN", "PMI", "12/03/2023"), row(91, "SITI BINTI KASAN (ALM)", "PMI")]
    batch = checked("beneficiaries", HEAD + "".join(rows), officer, holds_on=LISTED)
    held = {number for number, fate in fates(batch).items() if fate == "review"}
    ending = {n + 2 for n, (_said, kind, *_right) in enumerate(TOLD) if kind}
    assert held == ending | {len(TOLD) + 2}
    assert "code_unknown" not in {kind for n in ending for kind in kinds_of_notes(batch, n)}
    stored(batch, officer, taking=held)
    found = []
    for n in range(len(TOLD)):
        person = Beneficiary.objects.get(full_name=f"ORANG KE{chr(65 + n) * 4}")
        end, since = person.ends.first(), person.stages.first()
        found.append((end and end.kind, end and end.ended_on, since and since.kind))
    assert found == [tuple(right) for _said, *right in TOLD]
    assert Beneficiary.objects.get(full_name="KASMIRAN").ends.get().kind == "died"
    assert not Beneficiary.objects.get(full_name="SITI BINTI KASAN (ALM)").ends.exists()
    # The stage of somebody who died before the day of the list held until then, not afterwards.
    late = Beneficiary.objects.get(full_name="ORANG KEKKKK")
    assert late.stages.get().event_on == DATE(2024, 8, 10)
    undo_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    assert not End.objects.exists()


def test_a_list_names_the_dead_as_living_and_is_held(people, ends, officer):
    """Case O42: D died on 5 January 2025, and a list of March still names her as CPMI."""
    digits = f"35041457038598{ord('D')}"
    line = f"{digits};ENDANG;;;35.04.14.2011;CPMI;;\n"
    batch = checked("beneficiaries", HEAD + line, officer, holds_on=LISTED)
    listed = batch.rows.get(number=2)
    assert (listed.fate, listed.is_takeable) == ("review", False)
    assert "Died on 05/01/2025" in listed.notes[-1]["text"]
    # A list of an earlier day names her rightly, and one that tells the death again tells nothing new.
    earlier = line.replace("CPMI;;", "CPMI;31/12/2024;")
    batch = checked("beneficiaries", HEAD + earlier, officer, name="b.csv", holds_on=LISTED)
    assert "ended" not in kinds_of_notes(batch, 2)
    told = line.replace("CPMI;;", "Meninggal;05/01/2025;")
    batch = checked("beneficiaries", HEAD + told, officer, name="c.csv", holds_on=LISTED)
    assert fates(batch)[2] == "ignore"
    # One that tells another end is not decided by a list.
    told = line.replace("CPMI;;", "pindah LN;05/01/2025;")
    batch = checked("beneficiaries", HEAD + told, officer, name="d.csv", holds_on=LISTED)
    assert batch.rows.get(number=2).is_takeable is False


def test_a_list_tells_the_end_of_somebody_known_and_is_taken_back(people, officer):
    digits = f"35041457038598{ord('A')}"
    line = f"{digits};PONIRAH;;;35.04.14.2011;Meninggal;10/08/2024;\n"
    batch = checked("beneficiaries", HEAD + line, officer, holds_on=LISTED)
    assert fates(batch)[2] == "review"
    batch = stored(batch, officer, taking=[2])
    end = people["A"].ends.get()
    assert (end.kind, end.ended_on) == ("died", DATE(2024, 8, 10))
    assert people["A"].stages.filter(replaced_at=None).count() == 1
    undo_batch(batch=batch, by=officer)
    assert not people["A"].ends.standing().exists()
    # A day before the last stage is refused when it is stored, and nothing of the row is.
    line = line.replace("10/08/2024", "10/08/2022")
    batch = stored(
        checked("beneficiaries", HEAD + line, officer, name="b.csv", holds_on=LISTED), officer, taking=[2]
    )
    assert batch.rows.get(number=2).outcome == ""
    assert "is recorded on 01/02/2023, after 10/08/2022" in batch.rows.get(number=2).notes[-1]["text"]


def test_a_list_of_participants_does_not_bring_the_dead(people, ends, saved, officer):
    for code, day in (("K1", DATE(2024, 9, 5)), ("K2", DATE(2024, 8, 5))):
        activity = saved(start_on=day, budget_year=2024)
        activity.list_code = code
        activity.save(update_fields=["list_code"])
    digits = f"35041457038598{ord('A')}"
    rows = [f"{code};{digits};PONIRAH;35.04.14.2011" for code in ("K1", "K2")]
    lines = "\n".join(["kode_kegiatan;nik;nama;kode_desa_asal", *rows])
    batch = checked("participants", lines, officer)
    assert kinds_of_notes(batch, 2) == ["ended"]
    assert "ended" not in kinds_of_notes(batch, 3)
