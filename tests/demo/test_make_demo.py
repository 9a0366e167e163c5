"""`make demo`: says what is missing before it starts, and leaves nothing half-made."""

import socket

import pytest
from django.core.management.base import CommandError

from desmigratif.demo import before, place
from desmigratif.demo.management.commands import make_demo


def test_says_what_is_missing_and_how_to_mend_it(monkeypatch):
    assert list(before.faults()) == []

    monkeypatch.setattr(before.os, "access", lambda *args: False)
    monkeypatch.setattr(before.importlib.util, "find_spec", lambda name: None)
    venv, folder = before.faults()
    assert "apt-get install python3-venv" in venv
    assert "copy the project to a folder of your own" in folder
    monkeypatch.setattr(before.sys, "version_info", (3, 9, 2))
    assert "and this is 3.9: install one" in next(before.faults())


def test_says_that_a_port_is_taken_or_no_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        [taken] = before.faults(f"127.0.0.1:{port}")
    assert f"make demo ADDRESS=127.0.0.1:{port + 1}" in taken
    assert list(before.faults(f"127.0.0.1:{port}")) == []
    assert "write host and port" in next(before.faults("8001"))


@pytest.fixture
def where(tmp_path):
    return place.DemoFile(tmp_path / "demo" / "desmigratif.sqlite3")


def _stop_half_way(where, stop):
    with where.built() as path:
        path.write_text("half")
        path.with_name(path.name + "-wal").write_text("half")
        raise stop


def _make(where, text="whole", **migrations):
    with where.built() as path:
        path.write_text(text)
    where.write_down("v1", migrations)


def test_a_database_is_there_whole_or_not_at_all(where):
    for stop in (KeyboardInterrupt, ValueError):
        with pytest.raises(stop):
            _stop_half_way(where, stop)
        assert list(where.path.parent.iterdir()) == []
    _make(where)
    assert where.path.read_text() == "whole"
    assert where.is_current("v1")
    assert not where.is_current("v2")


def test_a_database_of_other_tables_is_kept_beside_the_new_one(where):
    _make(where, first="a", second="b")
    assert where.can_grow({"first": "a", "second": "b", "third": "c"})
    assert not where.can_grow({"first": "a"})
    assert not where.can_grow({"first": "a", "second": "written anew"})

    kept = where.set_aside()
    assert kept.read_text() == "whole"
    assert not where.path.exists()
    # Whoever has a database of before, with no note beside it.
    where.note.unlink()
    where.path.write_text("of before")
    assert not where.can_grow({"first": "a"})


@pytest.fixture
def steps(monkeypatch, settings):
    """The steps, without taking them."""
    settings.DEMO_MODE = True
    taken = []
    monkeypatch.setattr(make_demo, "call_command", lambda name, *args, **kwargs: taken.append(name))
    monkeypatch.setattr(make_demo.seed, "seed", lambda say: say("648 people registered"))
    return taken


def test_each_step_is_said_with_what_it_is_about(steps, where, capsys):
    command = make_demo.Command()
    command._take_steps()
    said = capsys.readouterr().out
    assert steps == ["collectstatic", "migrate", "load_areas", "load_programme", "load_evaluation"]
    assert "3/6 83,762 official villages and the areas above them ... 0 s" in said
    assert "6/6 the invented country ...\n    648 people registered" in said


def test_a_second_start_takes_no_step(steps, where, capsys):
    _make(where, **{})
    where.write_down(place.version(), place.migrations())
    make_demo.Command()._make_file(where)
    assert steps == []
    assert "there already" in capsys.readouterr().out


def test_ctrl_c_leaves_nothing_and_says_so(steps, where, monkeypatch, settings):
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(make_demo, "call_command", stop)
    monkeypatch.setitem(make_demo.connection.settings_dict, "NAME", where.path)
    monkeypatch.setattr(make_demo.connection, "vendor", "sqlite")
    monkeypatch.setattr(make_demo.connection, "close", lambda: None)
    with pytest.raises(CommandError, match="Nothing is left half-made; `make demo` starts again"):
        make_demo.Command().handle()
    assert list(where.path.parent.iterdir()) == []
