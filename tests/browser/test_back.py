"""Back after signing out, with the browser's own cache of pages on, as on a shared office computer (D9)."""

import pytest

from tests.browser.conftest import ARGUMENTS, WHOLE, Tabs
from tests.factories import PASSWORD


@pytest.fixture
def tabs(playwright):
    """The whole browser: what it keeps of a page that was left, the engine alone throws away."""
    if not WHOLE:
        pytest.skip("the whole Chromium is not installed (package chromium)")
    browser = playwright.chromium.launch(
        executable_path=WHOLE, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield Tabs(browser)
    browser.close()


def back(page, address):
    """Goes back; a page that comes out of the cache is there without loading."""
    page.evaluate("history.back()")
    page.wait_for_url(address, wait_until="commit")
    page.wait_for_timeout(500)


def test_back_after_signing_out_shows_nothing(visit, live_server, officer):
    home = live_server.url
    # The cache is on: a public page comes back as it was left.
    page = visit(None, "/cara-menghitung/")
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
