"""An office's list from the upload to the undo, on a phone and without JavaScript."""

import pytest

from tests.browser.conftest import WAYS
from tests.villages.lists.test_imports import BAD, GOOD, OTHER, listed
from villages.models import Beneficiary

pytestmark = pytest.mark.django_db(transaction=True)


@WAYS
def test_from_upload_to_undo(visit, look, width, javascript, pillars, places, officer, registered):
    registered("SITI AMINAH", sex="male", nik="3504144605839330")

    page = visit(officer, "/impor/", width=width, javascript=javascript)
    look(page)
    page.set_input_files(
        "input[type=file]", {"name": "daftar.csv", "mimeType": "text/csv", "buffer": listed(GOOD, BAD, OTHER)}
    )
    page.click("form[enctype] button")
    assert page.url.endswith("/kolom/")
    look(page)
    page.fill("[name=reason]", "Daftar peserta pelatihan, untuk laporan triwulan")
    page.click("form.sec button")
    # One row good, one held because the register knows the person, one to be mended.
    assert Beneficiary.objects.count() == 1
    look(page)
    page.click("a[href$='/baris/']")
    look(page)
    page.click("a[href*='/baris/?fate=review'], a[href='?fate=review']")
    look(page)
    page.check("input[name=row-2][value=take]")
    page.click("form[action$='/putuskan/'] button")
    page.click("form[action$='/simpan/'] button")
    look(page)
    assert Beneficiary.objects.with_nik("3504144605839330").get().sex == "female"
    assert Beneficiary.objects.count() == 2

    page.click("form[action$='/urungkan/'] button")
    look(page)
    assert Beneficiary.objects.get().sex == "male"
