"""Every text of the screen has its Indonesian words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_indonesian_catalogue_is_complete_and_fresh():
    if not shutil.which("msgfmt"):
        assert os.environ.get("CI") != "true", "CI=true, but GNU gettext is missing."
        pytest.skip("GNU gettext is not installed (package gettext)")

    run = subprocess.run(
        [ROOT / ".ci" / "catalogues"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHON": sys.executable, "DATABASE_URL": "sqlite://:memory:"},
    )

    assert run.returncode == 0, run.stdout + run.stderr
