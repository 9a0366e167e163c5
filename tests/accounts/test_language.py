"""The language that a person last chose is kept with the account, for mails."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(("chosen", "kept"), [("en", "en"), ("id", "id"), ("fr", "id")])
def test_keeps_the_language_of_a_signed_in_person(client, officer, chosen, kept):
    client.force_login(officer)

    client.post(reverse("set_language"), {"to_language": chosen, "next": "/"})

    officer.refresh_from_db()
    assert officer.language == kept


def test_a_visitor_only_gets_the_cookie(client, officer):
    client.post(reverse("set_language"), {"to_language": "en", "next": "/"})

    assert client.cookies["django_language"].value == "en"
    officer.refresh_from_db()
    assert officer.language == "id"
