"""What the tests of the whole portal are told of each register, by `tests/pillars/<room>/declared.py`.

ACCESS: rows of the table of access; `things(places, register, officer)`: what their keys stand for.
PROTECTED, HELD, DELETES: its part of `tests/test_deletions.py`. ONCE: its tables of `tests/ui/guard.py`.
SAMPLES: lists to import, by kind (`tests/pillars/imports/test_import_promises.py`).
`known(places, officer)`: makes what such lists name and do not bring themselves, where there is such a thing.
TRIALS: the module with its trials against a closed quarter, None for a register of which nothing belongs to
a quarter.
`named(person, things, officer)`: a row about somebody, on a list of the `things`.
For the walker LISTS: a list of each kind as an office writes it; `more(places, officer, things)`: the rest of
what may happen to a row, as arguments by address; `pages(things)`: pages on which its forms are found;
FOUND_ON: the address of that page where it follows from the arguments; ANSWERS: what nobody can guess.
"""

from importlib import import_module

from pillars.registers import ROOMS

DECLARED = {room: import_module(f"tests.pillars.{room}.declared") for room in ROOMS}


def joined(name):
    """What all registers declare under a name, as one."""
    return {key: said for declared in DECLARED.values() for key, said in getattr(declared, name).items()}


def called(name, *arguments):
    """What a function of all registers gives, as one."""
    found = {}
    for declared in DECLARED.values():
        found |= getattr(declared, name)(*arguments)
    return found
