"""The demo proves the rules: it goes through the services, and a second run changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from desmigratif.demo import seed
from desmigratif.demo.people import PEOPLE
from pillars.choices import State
from pillars.models import Activity
from pillars.services import tallies
from tests import factories
from villages.models import AreaGroup


@pytest.fixture
def small_country(pillars, places, monkeypatch):
    """Two regencies instead of eighteen, with villages to choose from."""
    monkeypatch.setattr(seed, "REGENCIES", {"35.04": 1.0, "52.03": 0.4})
    for number in range(2010, 2016):
        factories.area(f"52.03.01.{number}", f"Desa {number}")
    AreaGroup.objects.create(slug="enam-provinsi", name="18 kab/kota", name_en="18 regencies")


def test_needs_demo_mode(small_country):
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("seed_demo")


def test_second_run_adds_nothing_and_sums_hold(small_country, settings, capsys):
    settings.DEMO_MODE = True
    call_command("seed_demo")
    first = list(Activity.objects.order_by("token").values_list("token", "title", "state", "version"))

    call_command("seed_demo")

    assert list(Activity.objects.order_by("token").values_list("token", "title", "state", "version")) == first
    assert "0 activities added" in capsys.readouterr().out
    assert {state for _token, _title, state, _version in first} >= {State.SENT, State.VERIFIED}
    assert tallies.differences() == []


def test_prints_a_sign_in_for_every_role(small_country, settings, capsys):
    settings.DEMO_MODE = True
    call_command("seed_demo", "--show-sign-ins")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(PEOPLE) == 7
