"""From a figure to the list it counts, for those who may see those rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse

from desmigratif.accounts.assigned import assigned_codes
from desmigratif.accounts.models import User
from desmigratif.ui.asked_once import asked_once
from pillars.models import ActivityType, Pillar
from villages.choices import Level
from villages.codes import part_of
from villages.models import Area

from .tallies import Selection

#: The scope that leaves nothing out, as an address says it.
ALL = "semua"


@asked_once
def list_address(name: str) -> str:
    """The address of a list, looked up once for all figures of a page."""
    return reverse(name)


def activity_list_url(
    selection: Selection,
    *,
    pillar: Pillar | None = None,
    type: ActivityType | None = None,
    status: Iterable[str] = (),
    state: str | None = None,
    whole_year: bool = False,
) -> str:
    """Address of the activities behind a figure.

    `status`: progress values. `state`: where not the selection's own states. `whole_year`: drops the last
    day, as the year's plan does.
    """
    query: list[tuple[str, Any]] = [("year", selection.budget_year)]
    if not whole_year:
        query.append(("through", selection.through))
    query += selection.filters
    if pillar is not None:
        query.append(("pillar", pillar.code))
    if type is not None:
        query.append(("type", type.pk))
    query += [("status", value) for value in status]
    query.append(("state", state or ("verified" if selection.verified_only else "counted")))
    return f"{list_address('pillars:activity-list')}?{urlencode(query)}"


def people_list_url(
    selection: Selection, *, pillar: Pillar | None = None, type: ActivityType | None = None
) -> str:
    """Address of the people whom a figure counts; those whose record is restricted are not listed."""
    query: list[tuple[str, Any]] = [("reached", pillar.code if pillar else "any")]
    if type is not None:
        query.append(("type", type.pk))
    query += [
        ("year", selection.budget_year),
        ("through", selection.through),
        ("basis", "verified" if selection.verified_only else "counted"),
        *selection.filters,
    ]
    return f"{list_address('pillars:beneficiary-list')}?{urlencode(query)}"


def place_parameters(selection: Selection) -> str:
    """The place of a selection as parameters of the dashboard and of the pages of pillars."""
    chosen = dict(selection.filters)
    scope = chosen.pop("group", ALL)
    if "regency" in chosen:
        chosen["province"] = part_of(chosen["regency"], Level.PROVINCE)
    return urlencode({"scope": scope, **chosen})


@dataclass(frozen=True)
class Viewer:
    """What one user may open from a page of sums, read once per page.

    Sums are for everybody; the rows behind them only where the user works.
    """

    user: User
    is_national: bool
    assigned: tuple[str, ...]
    sees_people: bool

    @classmethod
    def of(cls, user: User) -> Self:
        sees_people = user.has_perm("villages.view_beneficiary")
        if user.is_national:
            return cls(user, True, (), sees_people)
        return cls(user, False, assigned_codes(user), sees_people)

    @cached_property
    def visible(self) -> frozenset[str]:
        """Codes of the areas that hold a village the user sees; none for those who see all."""
        if self.is_national:
            return frozenset()
        return frozenset(Area.objects.visible_to(self.user).values_list("code", flat=True))

    def opens_area(self, code: str) -> bool:
        """Whether the page of the area is the user's to open: it holds a village the user sees."""
        return self.is_national or code in self.visible

    def sees_rows(self, selection: Selection) -> bool:
        """Whether the user sees every row of the selection, so that a list would show the same number."""
        if self.is_national:
            return True
        return bool(selection.areas) and all(
            any(code == mine or code.startswith(f"{mine}.") for mine in self.assigned)
            for code in selection.areas
        )

    def list_url(self, selection: Selection, **choice: Any) -> str:
        """`activity_list_url`, or "" where the user does not see all those rows."""
        return activity_list_url(selection, **choice) if self.sees_rows(selection) else ""

    def people_url(self, selection: Selection, **choice: Any) -> str:
        """`people_list_url`, or "" for those who deal with no people or not with all of these."""
        if not self.sees_people or not self.sees_rows(selection):
            return ""
        return people_list_url(selection, **choice)
