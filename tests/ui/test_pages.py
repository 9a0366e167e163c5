"""The frame of every page, sign-in, and the pages that say what went wrong."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse

PURE = re.compile(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)")


@pytest.mark.django_db
def test_sign_in_shows_two_labelled_fields(client):
    html = client.get(reverse("account_login")).text
    assert '<label class="form-label" for="id_login">' in html
    assert 'autocomplete="current-password"' in html
    assert not PURE.search(html)


@pytest.mark.django_db
def test_frame_alone_is_a_page(rf):
    """What times of pages are compared with."""
    request = rf.get("/")
    request.user = AnonymousUser()
    assert '<main id="main">' in render_to_string("base.html", request=request)


@pytest.mark.django_db
def test_sign_in_says_what_is_missing_and_keeps_the_address(client):
    html = client.post(reverse("account_login"), {"login": "no address", "password": ""}).text
    assert html.count("Write your work email address, for example name@agency.go.id.") == 2
    assert html.count("Write your password.") == 2
    assert 'value="no address"' in html
    assert "<title>Error: Sign in" in html


@pytest.mark.django_db
def test_demo_sign_ins_are_shown_only_in_demo_mode(client, settings):
    assert "demo.example" not in client.get(reverse("account_login")).text
    settings.DEMO_MODE = True
    assert "petugas@demo.example" in client.get(reverse("account_login")).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_reset_password", "account_reset_password_done", "account_inactive"]
)
def test_pages_around_the_password_stand_in_the_frame(client, name):
    html = client.get(reverse(name)).text
    assert html.count("<h1") == 1
    assert 'class="sign' in html
    assert not PURE.search(html)


@pytest.mark.django_db
def test_readers_from_outside_find_the_way_to_sign_in(client, reviewer):
    link = f'href="{reverse("account_login")}">Sign in</a>'
    assert link in client.get(reverse("reports:counting")).text
    assert link not in client.get(reverse("account_login")).text
    client.force_login(reviewer)
    assert link not in client.get(reverse("reports:counting")).text


@pytest.mark.django_db
def test_a_wrong_address_is_answered_in_the_frame(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'class="brand"' in response.text


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_need_no_context(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    assert 'href="/"' in html
    assert not PURE.search(html)


def weight(path):
    return len(gzip.compress((Path(settings.BASE_DIR) / "static" / path).read_bytes(), 9))


def test_static_files_stay_small():
    assert weight("css/app.css") <= 10 * 1024
    assert weight("js/app.js") <= 6 * 1024
    assert weight("vendor/bootstrap.min.css") <= 31 * 1024


def test_bootstrap_names_no_map_that_is_not_served():
    css = (Path(settings.BASE_DIR) / "static" / "vendor" / "bootstrap.min.css").read_text()
    assert "sourceMappingURL" not in css
