"""From a reported problem to a recommendation carried out: officer, PIC and reviewer in a real browser."""

import datetime

import pytest

from reports.models import ProblemProgramme, ProblemReport, Recommendation
from tests.browser.conftest import WAYS
from tests.reports import mapped
from tests.sheets import CASES

pytestmark = pytest.mark.django_db(transaction=True)
MAPPED, GAP = 1, 2
PROGRAMME = "Pelatihan wirausaha purna"


@WAYS
def test_from_gap_to_proof(visit, look, width, javascript, pillars, places, officer, pillar_lead, reviewer):
    mapped.problems(GAP)
    pic = mapped.leading(pillar_lead, pillars[2])

    def go(person, path):
        return visit(person, path, width=width, javascript=javascript)

    def send(page):
        page.click("main form[method=post] button.btn-go")
        errors = page.locator(".error-summary, .invalid-feedback")
        assert errors.count() == 0, errors.all_inner_texts()

    # Disnaker reports two problems of the regency.
    desk = go(officer, "/pemetaan/masalah/tambah/")
    look(desk)
    for number in (MAPPED, GAP):
        desk.select_option("#id_problem", str(number))
        desk.select_option("#id_place", "35.04")
        desk.check("input[name=severity] >> nth=0")
        desk.fill("#id_reported_on", f"{datetime.date.today():%d/%m/%Y}")
        desk.fill("#id_evidence", "Laporan lapangan Disnaker.")
        send(desk)
        desk.goto(desk.url.split("/pemetaan/")[0] + "/pemetaan/masalah/tambah/")
    assert ProblemReport.objects.count() == 2

    # The PIC maps a programme against one of them.
    lead = go(pic, f"/pemetaan/program/tambah/?problem={MAPPED}")
    look(lead)
    lead.fill("#id_title", PROGRAMME)
    lead.fill("#id_what", "Pelatihan dan pendampingan usaha.")
    lead.check("input[name=places][value='00']")
    lead.fill("#id_ceiling_apbn", "1.500.000.000")
    send(lead)
    look(lead)
    programme = ProblemProgramme.objects.get()
    assert (programme.problem.number, programme.pillar, programme.organisation) == (
        MAPPED,
        pillars[2],
        pic.organisation,
    )

    # The reviewer sees which problem nobody works on, and makes it a recommendation.
    review = go(reviewer, "/pemetaan/")
    assert PROGRAMME in review.inner_text("main")
    gap = review.locator("tr", has_text=f"{GAP}. ").filter(has=review.locator("a[href*='/rekomendasi/']"))
    gap.locator("a[href*='/rekomendasi/tambah/']").click()
    look(review)
    assert review.input_value("#id_problem") != ""
    review.fill("#id_title", "Susun modul pengasuhan untuk desa")
    review.select_option("#id_owner", str(pic.organisation_id))
    review.fill("#id_due_on", f"{datetime.date.today() + datetime.timedelta(days=30):%d/%m/%Y}")
    send(review)
    recommendation = Recommendation.objects.get()
    assert (recommendation.problem.number, recommendation.owner) == (GAP, pic.organisation)

    # The PIC finds it at home and answers with proof.
    lead.goto(lead.url.split("/pemetaan/")[0] + "/tindak-lanjut/")
    look(lead)
    lead.click(f"main a[href$='/{recommendation.number}/jawab/']")
    look(lead)
    lead.check("input[name=status][value=done]")
    lead.fill("#id_percent", "100")
    lead.fill("#id_text", "Modul disusun dan dibagikan.")
    lead.set_input_files("#id_files", CASES / "O24_pdf_benar.pdf")
    send(lead)
    answer = recommendation.follow_ups.get()
    assert (answer.percent, answer.files.count(), answer.by) == (100, 1, pic)

    # The reviewer looks at the proof and closes.
    review.goto(review.url.split("/rekomendasi/")[0] + recommendation.get_absolute_url())
    look(review)
    assert "Modul disusun" in review.inner_text("main")
    review.click("main a[href$='/putuskan/']")
    look(review)
    review.check("input[name=decision][value=close]")
    send(review)
    recommendation.refresh_from_db()
    look(review)
    assert recommendation.is_closed
