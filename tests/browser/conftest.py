"""Chromium on a live server with the demo of one regency, in Indonesian, as people see it."""

import datetime
import functools
import os
import shutil
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from pillars.models import ReportingPeriod
from tests import factories
from tests.factories import PASSWORD
from villages.models import Area, AreaGroup

AXE = Path(__file__).parent / "axe.min.js"
WCAG = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
#: What the width alone may break, where the same rules of style hold for the same parts.
LAYOUT = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
#: The whole browser, and the same engine without windows, which needs two thirds of the processor's time.
WHOLE = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One portal alone is drawn, and by the processor.
    "--disable-software-rasterizer",
    "--disable-site-isolation-trials",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed (package chromium-headless-shell)")
                )


@pytest.fixture(scope="session", autouse=True)
def _chromium_is_there():
    if os.environ.get("CI") == "true" and not CHROMIUM:
        pytest.fail("CI=true, but there is no Chromium: the browser tests would not run.")


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright
        # While Playwright's event loop runs, Django keeps a second connection for this thread. Closed only
        # from within, it would else hold the test database when it is to be removed.
        connections.close_all()


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


class Tabs:
    """Tabs of a browser, used again by the next test: a new context costs as much as four pages.

    Each has cookies of its own, so that two people look at the same time. `complaints`: what their consoles
    said.
    """

    def __init__(self, browser):
        self.browser, self.complaints = browser, []
        #: `{whether scripts run: tabs}`
        self.free = {True: [], False: []}

    def take(self, *, javascript):
        return self.free[javascript].pop() if self.free[javascript] else self._new(javascript)

    def give_back(self, page):
        page.context.clear_cookies()
        page.goto("about:blank")
        page.emulate_media(media="null")
        self.free[page.runs_scripts].append(page)

    def _new(self, javascript):
        page = self.browser.new_context(java_script_enabled=javascript, locale="id-ID").new_page()
        page.runs_scripts = javascript
        page.click = functools.partial(self._click, page)
        page.set_default_timeout(15000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message):
        # The page that is not there is opened on purpose, to look at it.
        if message.type == "error" and "/tidak-ada/" not in message.location["url"]:
            self.complaints.append(message.text)

    @staticmethod
    def _click(page, selector, **options):
        """Ends when the page that the click leads to is whole; alone it ends when its first byte is there."""
        Page.click(page, selector, **options)
        page.wait_for_load_state()


@pytest.fixture(scope="session")
def tabs(chromium):
    return Tabs(chromium)


@pytest.fixture(autouse=True)
def _english(settings):
    """Overrides the suite's English: the browser sees the portal as it is, in Indonesian."""
    settings.LANGUAGE_CODE = "id"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False


@pytest.fixture
def visit(live_server, tabs):
    """Opens a page as a person: `visit(person, "/kegiatan/", width=390, javascript=False)`.

    Signed in already, unless `signs_in`: then by the page of it. Console errors (a broken
    Content-Security-Policy shows there) fail the test.
    """
    taken = []

    def go(person=None, path="/", *, width=1280, javascript=True, signs_in=False):
        page = tabs.take(javascript=javascript)
        taken.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        if person is not None and not signs_in:
            client = Client()
            client.force_login(person)
            [cookie] = client.cookies.values()
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        elif person is not None:
            page.goto(f"{live_server.url}/akun/masuk/")
            page.fill("input[name=login]", person.email)
            page.fill("input[name=password]", PASSWORD)
            page.click("form:has(input[name=password]) button:not([name])")
        page.goto(live_server.url + path)
        return page

    yield go
    for page in taken:
        tabs.give_back(page)
    complaints, tabs.complaints = tabs.complaints, []
    assert complaints == []


def assert_fits(page):
    """The page does not scroll sideways; that is asked of pages without scripts too."""
    width, content = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
    )
    assert content <= width, f"{page.url} scrolls sideways: {content} > {width}"


@pytest.fixture
def check_page():
    """axe (WCAG 2.2 A and AA) finds nothing, and the page does not scroll sideways.

    `check(page, rules=LAYOUT)` asks only what another width of the same page may change.
    """

    def check(page, rules=WCAG):
        page.wait_for_load_state()
        # evaluate() runs beside the page, so the strict policy stays in force for the page itself.
        if page.evaluate("!window.axe"):
            page.evaluate(AXE.read_text())
        found = page.evaluate(
            """async (runOnly) =>
              (await axe.run({runOnly, resultTypes: ['violations'], preload: false})).violations""",
            rules,
        )
        problems = [
            f"{item['id']}: {item['help']} {[node['target'] for node in item['nodes']][:3]}" for item in found
        ]
        assert problems == [], page.url
        assert_fits(page)

    return check


#: How journeys are walked: on a phone with scripts, and on a wide screen without any.
WAYS = pytest.mark.parametrize(("width", "javascript"), [(390, True), (1280, False)], ids=["phone", "no-js"])


@pytest.fixture
def look(check_page):
    """Looks at a page on the way of a journey as it is wide, and as the phone shows it; axe needs scripts."""

    def look(page):
        own = page.viewport_size
        if page.runs_scripts:
            page.set_viewport_size({"width": 1280, "height": 900})
            check_page(page)
        page.set_viewport_size({"width": 390, "height": 900})
        if page.runs_scripts:
            check_page(page, LAYOUT)
        else:
            assert_fits(page)
        page.set_viewport_size(own)

    return look


@pytest.fixture
def country(pillars, places):
    """The pilot group, this quarter, and standings, so that the dashboards have something to say."""
    today = datetime.date.today()
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot", is_default=True)
    group.areas.add(Area.objects.get(pk="35.04"))
    for place in places.values():
        factories.MembershipFactory(village=place)
    quarter = (today.month - 1) // 3 + 1
    starts_on = datetime.date(today.year, 3 * quarter - 2, 1)
    ends_on = (starts_on + datetime.timedelta(days=95)).replace(day=1) - datetime.timedelta(days=1)
    ReportingPeriod.objects.create(
        year=today.year,
        quarter=quarter,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=ends_on + datetime.timedelta(days=10),
    )
    return places
