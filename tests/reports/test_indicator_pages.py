"""Pages and files of indicators say the same as the figures, in words where there is no number (case O18)."""

import csv
import io
import re
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from pillars.indicators.services.first_indicators import load_indicators, read_indicators
from tests import factories
from tests.reports import made
from tests.sheets import read_rows
from villages.models import Area

pytestmark = pytest.mark.django_db

#: Case O18: what stands under "Achievement" on pages, and in files as percentage and note.
O18 = {
    "I-1": ("50.0%", "50", ""),
    "I-2": ("target is 0", "", "target is 0"),
    "I-3": ("target is 0", "", "target is 0"),
    "I-4": ("130.0%", "130", ""),
    "I-5": ("Not reported yet", "", "Not reported yet"),
    "I-6": ("160.0%", "160", ""),
    "I-7": ("0.0%", "0", ""),
}
SCOPE = "year=2025&period=4&scope=semua"


def table_rows(page):
    """The text of every cell of every row, by the text of the row's head."""
    found = {}
    for line in re.findall(r"<tr>(.*?)</tr>", page, re.S):
        head, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)
        found[" ".join(strip_tags(head).split())] = [" ".join(strip_tags(cell).split()) for cell in cells]
    return found


@pytest.fixture
def names(case_o18):  # noqa: F811
    from pillars.models import IndicatorVersion

    return {row.indicator.code: row.name_en for row in IndicatorVersion.objects.in_year(2025)}


def test_case_o18_on_the_page_of_the_pillar(client, reviewer, names):
    client.force_login(reviewer)

    page = client.get(f"/pilar/layanan-migrasi/?{SCOPE}").content.decode()

    rows = table_rows(page)
    for code, (words, _percent, _note) in O18.items():
        head = names[code] + (" ▼ Lower is better" if code == "I-6" else "")
        _unit, _target, actual, achieved, _bar, status = rows[head]
        assert achieved == words, code
        if not words.endswith("%"):
            assert status == "No data yet"
    assert rows[names["I-3"]][2] == "3"
    assert rows[names["I-5"]][2] == "Not reported yet"
    # 50, 130, 160 and 0, none of them capped: four of seven have a percentage, and the line says so.
    assert "Mean of the 4 indicators with a percentage" in page
    assert "85.0%" in page


def test_case_o18_on_the_page_of_the_indicator(client, reviewer, names):
    client.force_login(reviewer)
    for code, (words, _percent, _note) in O18.items():
        page = client.get(f"/indikator/{code}/?{SCOPE}").content.decode()
        assert table_rows(page)["Kab. Tulungagung"][2] == words, code


def test_case_o18_in_both_files(client, reviewer, names):
    client.force_login(reviewer)

    text = client.get(f"/indikator/unduh.csv?{SCOPE}").getvalue().decode("utf-8-sig")
    lines = [row for row in csv.DictReader(io.StringIO(text)) if row["Area code"] == "00"]
    assert {row["Indicator code"]: (row["Achievement (%)"], row["Note"]) for row in lines} == {
        code: (percent, note) for code, (_words, percent, note) in O18.items()
    }
    assert {row["Indicator code"]: row["Actual"] for row in lines}["I-5"] == ""

    answer = client.get(f"/indikator/unduh.xlsx?{SCOPE}")
    rows = read_rows(io.BytesIO(answer.getvalue()))
    heads = next(row for row in rows if row.get("A") == "Indicator code")
    column = {head: letter for letter, head in heads.items()}
    percent, note, area = (column[head] for head in ("Achievement (%)", "Note", "Area code"))
    found = {row["A"]: (row.get(percent), row.get(note, "")) for row in rows if row.get(area) == "00"}
    assert found == {
        code: (float(percent) if percent else None, note) for code, (_words, percent, note) in O18.items()
    }


def test_no_target_is_said(client, reviewer, defined, reported):
    reported(defined("I-1"), "betak", 2025, 1, 7)
    client.force_login(reviewer)

    page = client.get(f"/indikator/I-1/?{SCOPE}&regency=35.04").content.decode()

    assert table_rows(page)["Betak"][:3] == ["Target not set yet", "7", "Target not set yet"]


def test_men_women_and_unknown_add_up_on_the_page(client, reviewer, defined, reported):
    reported(defined("I-1", by_sex=True), "betak", 2025, 1, None, male=2, female=5, unknown=1)
    client.force_login(reviewer)

    page = client.get(f"/indikator/I-1/?{SCOPE}").content.decode()

    assert table_rows(page)["Kab. Tulungagung"][1] == "8 2 male, 5 female, 1 unknown"


def test_a_year_without_definition_says_so(client, reviewer, defined, reported):
    defined("I-1", valid_from=2026)
    reported(defined("I-2"), "betak", 2025, 1, 7)
    client.force_login(reviewer)

    page = client.get("/indikator/I-1/?year=2025")

    assert page.status_code == 200
    assert "Indicator I-1 is not asked for in budget year 2025" in page.content.decode()


def test_sources_are_for_those_who_see_the_area(client, officer, stranger, defined, reported):
    """Sums are open to every role; who said what with which proof is not."""
    reported(defined("I-1"), "betak", 2025, 1, 7, evidence="Buku register Betak")
    client.force_login(officer)
    assert "Buku register Betak" in client.get(f"/indikator/I-1/?{SCOPE}").content.decode()
    client.force_login(stranger)
    page = client.get(f"/indikator/I-1/?{SCOPE}").content.decode()
    assert "Buku register Betak" not in page
    assert table_rows(page)["Kab. Tulungagung"][1] == "7"


def test_file_of_one_indicator_or_pillar(client, reviewer, defined, reported):
    defined("I-1")
    defined("II-1", pillar=2)
    client.force_login(reviewer)

    def codes(query):
        text = client.get(f"/indikator/unduh.csv?{query}").getvalue().decode("utf-8-sig")
        return {row["Indicator code"] for row in csv.DictReader(io.StringIO(text))}

    assert codes("year=2025") == {"I-1", "II-1"}
    assert codes("year=2025&code=I-1") == {"I-1"}
    assert codes("year=2025&pillar=usaha-produktif") == {"II-1"}
    assert client.get("/indikator/unduh.pdf").status_code == 404


# The same number of queries at 3 and at 30 villages


@pytest.fixture(params=[3, 30])
def country(request, pillars, places, admin, officer, reported, aimed):
    """The first set of indicators, with members, targets and values in so many villages."""
    from pillars.models import Indicator

    load_indicators(read_indicators())
    villages = [places[name] for name in ("tunggangri", "betak", "pagersari")]
    villages += [
        factories.village(f"35.04.14.21{number:02}", f"Desa {number}") for number in range(request.param - 3)
    ]
    indicator = Indicator.objects.get(code="II-5")
    aimed(indicator, Area.objects.get(pk="35.04"), 2025, 100)
    for village in villages:
        factories.MembershipFactory(village=village)
        reported(indicator, village.area, 2025, 1, Decimal(4))
        aimed(indicator, village.area, 2025, 8)


#: Address of a page or file -> how many queries it asks.
ASKED = {
    "/indikator/II-5/?year=2025&period=4&scope=semua&regency=35.04": 21,
    "/indikator/II-1/?year=2025&period=4&scope=semua&regency=35.04": 16,
    "/indikator/unduh.csv?year=2025&period=4&scope=semua&regency=35.04": 34,
    "/indikator/": 6,
}


def test_pages_cost_the_same_at_every_size(client, reviewer, country, subtests, django_assert_num_queries):
    client.force_login(reviewer)
    for address, queries in ASKED.items():
        with subtests.test(address):
            client.get(address)
            with django_assert_num_queries(queries):
                assert client.get(address).status_code == 200


def test_indicators_tell_no_small_count_of_other_offices(
    client, officer, stranger, reviewer, defined, pillars, places
):
    """D14: what dashboards withhold is on no page and in no file of indicators, sexes and parts included."""
    for village in places.values():
        factories.MembershipFactory(village=village)
    made.activity(officer, pillars[1], [places["betak"]], start="2025-07-02", heads=(20, 20, 0))
    made.activity(stranger, pillars[1], [places["far"]], start="2025-07-02", heads=(1, 2, 0))
    counted = {"source": "measured", "valid_from": 2025}
    defined("I-1", measure="attendances", **counted)
    defined("I-2", measure="women_share", aggregation="ratio", position=2, **counted)
    defined("I-3", measure="activities_done", position=3, **counted)

    def said(user, code):
        """What stands for Lombok Timur, for Tulungagung and for the nation, on the page; and in the file."""
        client.force_login(user)
        page = client.get(f"/indikator/{code}/", {"scope": "semua", "year": 2025}).context
        rows = {row.area.code: row for row in page["rows"]}
        file = client.get("/indikator/unduh.csv", {"scope": "semua", "year": 2025, "code": code})
        lines = b"".join(file.streaming_content).decode().splitlines()
        shown = [
            (row.actual, row.why_no_actual, row.amount.people and row.amount.people.female, row.achievement)
            for row in (rows["52.03"], rows["35.04"], page["row"])
        ]
        return shown, [line for line in lines if ",52.03," in line]

    assert [row[0] for row in said(reviewer, "I-1")[0]] == [3, 40, 43]
    far, home, whole = said(officer, "I-1")[0]
    assert far == (None, "<5", None, None)
    assert home[0] == 40
    # 43 are 40 of the own and fewer than five elsewhere.
    assert (whole[0], whole[2].words) == (40, "20+")
    assert "<5" in said(officer, "I-1")[1][0]
    assert [row[0] for row in said(officer, "I-3")[0]] == [1, 1, 2]
