"""The small country that the walker walks."""

import pytest

from . import world


@pytest.fixture
def country(
    things, places, pillars, entry, registered, defined, officer, reviewer, admin, stranger, tmp_path
):
    """Arguments of the addresses, by key, or by name where an address needs a row of its own."""
    return world.populate(
        things, places, pillars, entry, registered, defined, officer, reviewer, admin, stranger, tmp_path
    )
