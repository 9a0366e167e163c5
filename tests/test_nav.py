"""The menu: what each role is offered, and where it says the reader is."""

import pytest
from django.test import RequestFactory

from desmigratif.nav import MENU, portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(request):
    """`{"nav_items": {label: is current}, "section_items": …}` for a person on a page."""

    def ask(person, path="/"):
        page = RequestFactory().get(path)
        page.user = request.getfixturevalue(person)
        context = portal(page)
        return {
            name: {str(item["label"]): item["current"] for item in context[name]}
            for name in ("nav_items", "section_items")
        }

    return ask


@pytest.mark.parametrize(
    ("person", "here", "path"),
    [
        ("officer", "Home", "/"),
        ("officer", "Follow-up", "/kesiapan/35.04/"),
        ("province_reader", "Evaluation", "/evaluasi/penilaian/3/"),
        ("reviewer", "Evaluation", "/periode/2024/3/"),
        ("pillar_lead", "Pillars", "/indikator/I-1/"),
        ("contributor", "Follow-up", "/tindak-lanjut/"),
        ("admin", "Administration", "/administrasi/"),
    ],
)
def test_one_entry_is_current(shown, person, here, path):
    menu = shown(person, path)["nav_items"]
    assert [label for label, is_current in menu.items() if is_current] == [here]
    assert len(menu) <= 10


def test_a_section_names_the_page_that_fits_best(shown):
    sections = {
        "/evaluasi/": "Meetings",
        "/evaluasi/penilaian/": "Assessments",
        "/kesiapan/": "Readiness",
        "/kesiapan/desa/": "Maturity of villages",
        "/kesiapan/desa-pasif/": "Dormant villages",
        "/periode/": "Periods",
        "/rekomendasi/R-2023-001/": "Recommendations",
    }
    for path, here in sections.items():
        section = shown("reviewer", path)["section_items"]
        assert [label for label, is_current in section.items() if is_current] == [here], path


def test_every_entry_leads_to_where_it_is_current():
    for item in (*MENU, *(below for entry in MENU for below in entry.section)):
        assert item.fits(item.url), item.url_name


def test_a_section_shows_only_what_the_role_may_open(shown):
    assert "Periods" not in shown("pillar_lead", "/evaluasi/")["section_items"]
    assert "Follow-up" not in shown("reviewer", "/evaluasi/")["section_items"]
    assert shown("officer", "/kegiatan/")["section_items"] == {}
