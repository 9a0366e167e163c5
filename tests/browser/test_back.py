"""Back after signing out, with the browser's own cache of pages on, as on a shared office computer (D9)."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.factories import PASSWORD


@pytest.fixture
def keeping_page():
    """A page of a Chromium with the back/forward cache, which Playwright switches off."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser.new_page()
        browser.close()


def back(page, address):
    """Goes back; a page that comes out of the cache is there without loading."""
    page.evaluate("history.back()")
    page.wait_for_url(address, wait_until="commit")
    page.wait_for_timeout(500)


def test_back_after_signing_out_shows_nothing(live_server, keeping_page, officer):
    page, home = keeping_page, live_server.url
    # The cache is on: a public page comes back as it was left.
    page.goto(f"{home}/cara-menghitung/")
    page.evaluate("window.left = true")
    page.goto(f"{home}/akun/masuk/")
    back(page, "**/cara-menghitung/")
    assert page.evaluate("window.left")

    page.goto(f"{home}/akun/masuk/")
    page.fill("input[name=login]", officer.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button:not([name])")
    page.wait_for_url(lambda address: "masuk" not in address)
    page.goto(f"{home}/akun/")
    assert officer.email in page.content()
    page.locator("form.out button").first.click()
    page.wait_for_url("**/akun/masuk/**")
    back(page, "**/akun/**")
    assert officer.email not in page.content()
