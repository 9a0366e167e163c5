"""Indonesian is the default, whatever language the browser asks for."""

import pytest


@pytest.fixture
def _as_deployed(settings):
    settings.LANGUAGE_CODE = "id"


@pytest.mark.usefixtures("_as_deployed", "db")
@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "id"), ("en", "en"), ("id", "id"), ("fr", "id"), ("../x", "id")]
)
def test_language_is_chosen_by_the_reader(client, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get("/akun/masuk/", headers={"accept-language": "en-US,en;q=0.9"})

    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
