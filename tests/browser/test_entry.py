"""Entering by hand: how many presses of keys an activity takes, and how long its page is."""

import datetime

import pytest

from pillars.choices import Review
from pillars.models import Activity
from pillars.services.attendances import add_people

pytestmark = pytest.mark.django_db(transaction=True)

#: Issue 8, point 7: from the open form until the activity is sent, what is typed included.
MOST_PRESSES = 150
#: Width in pixels, ticked villages -> the longest page.
LONGEST = {(1280, 1): 2600, (1280, 3): 3800} | {
    (phone, ticked): 5000 for phone in (390, 320) for ticked in (1, 3)
}
FORMS = {
    "officer": ["/kegiatan/catat/", "/penerima/catat/", "/penerima/permintaan/ajukan/"],
    "reviewer": ["/evaluasi/rapat/tambah/", "/rekomendasi/tambah/"],
    "admin": ["/administrasi/pengguna/tambah/", "/indikator/tambah/"],
}
#: The right edges of the summary of errors and of the form below it.
WIDTHS = """() => ['.errsum', 'main form[method=post]'].map((part) =>
  Math.round(document.querySelector(part).getBoundingClientRect().right))"""
#: Headings of the tables of participants whose words begin where those of the heading before them end.
TOUCHING = """() => [...document.querySelectorAll('details[open] .ptab thead tr')].flatMap((row) => {
  const words = [...row.cells].filter((cell) => cell.checkVisibility()).map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return [cell.innerText, range.getBoundingClientRect()];
  });
  const touches = ([, box], number) => box.left < words[number][1].right + 4;
  return words.slice(1).filter(touches).map(([said]) => said);
})"""
FOCUSED = "document.activeElement.name || ''"


class Keyboard:
    """Counts every key; goes on with Tab until the control of a name has the cursor."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, key):
        self.page.keyboard.press(key)
        self.presses += 1

    def to(self, name):
        while self.page.evaluate(FOCUSED) != name:
            self.press("Tab")
            assert self.presses < 2 * MOST_PRESSES, f"{name} is not reached"

    def type(self, text):
        for letter in text:
            self.press(letter)


def test_an_activity_is_entered_and_sent_by_few_presses(visit, country, officer):
    page = visit(officer, "/kegiatan/catat/")
    keys = Keyboard(page)
    keys.press("Tab")
    keys.press("Enter")
    keys.to("villages")
    keys.press("Space")
    keys.to("pillar")
    keys.press("Space")
    keys.to("type")
    keys.press("ArrowDown")
    keys.to("title")
    keys.type("Pelatihan kripik")
    keys.to("start_on")
    keys.type(f"{datetime.date.today():%d/%m/%Y}")
    keys.to(f"v{country['tunggangri'].pk}-cpmi_male")
    keys.type("4")
    keys.press("Tab")
    keys.type("16")
    keys.to("dana-0-source")
    keys.press("ArrowDown")
    keys.to("dana-0-plan")
    keys.type("2500000")
    keys.to("dana-0-actual")
    keys.type("2400000")
    keys.to("result")
    keys.type("12 mulai berjualan")
    keys.to("check")
    keys.press("Enter")
    page.wait_for_url("**/periksa/")
    keys.press("Tab")
    keys.press("Enter")
    keys.to("send")
    keys.press("Enter")
    page.wait_for_url("**/kegiatan/*/")
    activity = Activity.objects.with_totals().get()
    assert (activity.state, activity.title) == (Review.SENT, "Pelatihan kripik")
    assert (activity.male, activity.female, activity.plan) == (4, 16, 2_500_000)
    assert activity.end_on == activity.start_on == datetime.date.today()
    assert keys.presses <= MOST_PRESSES, keys.presses


def test_the_page_of_entry_is_short(visit, look, country, officer):
    page = visit(officer, "/kegiatan/catat/")
    boxes = page.locator("input[name=villages]")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        for ticked in (1, 3):
            for number in range(ticked):
                boxes.nth(number).check()
            height = page.evaluate("document.documentElement.scrollHeight")
            assert height <= LONGEST[width, ticked], (width, ticked, height)
        assert page.evaluate(TOUCHING) == [], width
    look(page)


def test_one_long_word_widens_no_page(visit, country, sent, officer, reviewer):
    word = "Pelatihan" * 20
    activity = sent(title=word, result=word, obstacle=word)
    page = visit(officer, "/", width=390)
    root = page.url.rstrip("/")
    desk = visit(reviewer, "/", width=320)
    for looking, paths in (
        (page, ["/", "/kegiatan/", activity.get_absolute_url(), f"/kegiatan/{activity.pk}/ubah/"]),
        (desk, ["/verifikasi/", activity.get_absolute_url() + "?antrean=1"]),
    ):
        for path in paths:
            looking.goto(root + path)
            width, content = looking.evaluate(
                "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
            )
            assert content <= width, (path, content)


def test_the_types_follow_the_pillar_and_the_reason_follows_the_money(visit, country, officer):
    page = visit(officer, "/kegiatan/catat/")
    page.check("input[name=pillar][value=II]")
    assert page.locator("#id_type optgroup").count() == 1
    page.check("input[name=pillar][value=I]")
    assert page.locator("#id_type optgroup").get_attribute("label").startswith("I ")
    assert page.locator("#id_over_plan_reason").is_hidden()
    page.fill("#id_dana-0-plan", "1.000.000")
    page.fill("#id_dana-0-actual", "Rp 1.500.000,00")
    assert page.locator("#id_over_plan_reason").is_visible()
    without = visit(officer, "/kegiatan/catat/", javascript=False)
    assert without.locator("#id_type optgroup").count() == 4
    without.click("[data-over-plan] > summary")
    assert without.locator("#id_over_plan_reason").is_visible()


def test_an_activity_with_names_fits_the_smallest_phone(
    visit, check_page, country, officer, saved, registered
):
    activity = saved()
    add_people(
        activity=activity, people=[registered(f"SULASTRI {number}") for number in range(9)], by=officer
    )
    page = visit(officer, f"/kegiatan/{activity.pk}/ubah/", width=320)
    root = page.url.partition("/kegiatan/")[0]
    for part in ("ubah/", "peserta/", "periksa/", ""):
        page.goto(f"{root}/kegiatan/{activity.pk}/{part}")
        check_page(page)
        assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST[390, 3], part
    page.goto(f"{root}/kegiatan/{activity.pk}/peserta/")
    select, button = (page.locator(f"td > {one}").first.bounding_box() for one in ("select", ".btn"))
    assert select["x"] + select["width"] <= button["x"], "the choice and its button share a line"
    assert abs(select["y"] + select["height"] - button["y"] - button["height"]) <= 2


@pytest.mark.parametrize(("role", "pages"), FORMS.items())
def test_what_is_wrong_stands_over_its_form_and_no_wider(request, visit, country, role, pages):
    page = visit(request.getfixturevalue(role), pages[0])
    root = "/".join(page.url.split("/")[:3])
    for address in pages:
        page.goto(root + address)
        page.click("main form[method=post] .btn-go >> nth=-1")
        summary, form = page.evaluate(WIDTHS)
        assert summary == form, address


def test_a_draft_says_so_once(visit, country, officer, saved):
    """Neither a tick nor another chip beside “Draf”, although the activity took place."""
    activity = saved()
    page = visit(officer, "/kegiatan/")
    root = page.url.partition("/kegiatan/")[0]
    for address in ("/kegiatan/", activity.get_absolute_url()):
        page.goto(root + address)
        chips = [chip.strip() for chip in page.locator(".st:visible").all_inner_texts()]
        assert chips == ["Draf"], address
