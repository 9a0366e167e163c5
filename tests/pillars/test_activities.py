"""The list of activities and the page of one activity."""

import pytest
from django.urls import reverse

LIST = reverse("pillars:activity-list")


@pytest.fixture
def read(client, officer):
    """Opens an address as a person and gives the text of the page."""

    def get(url, by=officer, status=200):
        client.force_login(by)
        response = client.get(url)
        assert response.status_code == status
        return response.content.decode()

    return get


def test_list_shows_the_own_area_only(read, saved, sent, stranger, officer, places):
    sent(title="Pelatihan keripik")
    assert "Pelatihan keripik" in read(LIST)
    assert "Pelatihan keripik" not in read(LIST, by=stranger)
