"""The classes of the portal's own apps, found by what they derive from: what is added later is among them."""

import importlib
import pkgutil

import pytest

OWN = ("desmigratif", "villages", "pillars", "reports")


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.fixture
def own_classes(db):
    for app in OWN:
        for module in pkgutil.walk_packages([app], f"{app}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)

    def found(kind):
        return {one for one in subclasses(kind) if one.__module__.split(".")[0] in OWN}

    return found
