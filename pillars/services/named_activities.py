"""Finds the activities that lists name by the code of the office, the number of the portal, or their name."""

import datetime
import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from villages.lists.sheets import days
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, REVIEW, Judged, Remark, shown
from villages.lists.sheets.readers import plain_word
from villages.lists.sheets.surroundings import Surroundings, only_one

from ..models import Activity
from .periods import closed_reasons

#: What may be a code, among other words; whether it is one, the activities tell.
CODE = re.compile(r"\b[A-Z]{1,5}[-./]?\d{1,6}\b", re.I)
NUMBER = re.compile(r"(?:no\.?|nomor)?\s*(\d{1,9})", re.I)
#: Titles above a list that are looked at, and how many words a name of an activity has there.
MOST_TITLES, LONGEST_TITLE, MOST_WORDS = 20, 300, 16
FEWEST_WORDS = 2
NEAR_TITLE = 0.9
LABELS = ("kegiatan", "nama kegiatan", "judul kegiatan", "acara", "nama acara", "nama pelatihan", "pelatihan")


def activity_key(values: Mapping[str, Any]) -> tuple:
    """What of a row says which activity it is about, to be compared with other rows of its list."""
    code, title = values.get("list_code", ""), values.get("activity_title", "")
    if code:
        return code.casefold(), values.get("budget_year")
    return plain_word(title), values.get("held_on"), values.get("budget_year")


class NamedActivities:
    """The activities of a user as lists name them; the same question is asked once."""

    def __init__(self, by: User) -> None:
        self.by = by
        self._found = {}
        self._by_year = {}
        self._refusals = {}

    def look_up(self, rows: Iterable[Judged]) -> list[Activity]:
        """Asks for the activities that the rows name by code, all at once, and returns what was found."""
        named = {(judged.values.get("list_code"), judged.values.get("budget_year")) for judged in rows}
        named = {place for place in named if place[0] and place not in self._found}
        seen = self._asked_all().with_list_codes({code for code, _year in named}) if named else ()
        of_code = defaultdict(list)
        for activity in seen:
            of_code[activity.list_code.casefold()].append(activity)
        for code, year in named:
            found = [one for one in of_code[code.casefold()] if year in (None, one.budget_year)]
            if found or not NUMBER.fullmatch(code):
                self._found[code, year] = found
        found = list({activity.pk: activity for activity in seen}.values())
        self._refusals |= dict.fromkeys(activity.pk for activity in found) | locked_reasons(found, self.by)
        return found

    def find(self, judged: Judged) -> Activity | None:
        """The activity of a row, or None; the row is refused or held where it cannot be changed."""
        values = judged.values
        by_title = not values.get("list_code")
        key = "activity_title" if by_title else "list_code"
        found = (
            self._titled(judged) if by_title else self._all(values["list_code"], values.get("budget_year"))
        )
        if len(found) == 1:
            activity = found[0]
            if by_title:
                values["list_code"] = reference(activity)
            if refusal := self._refusal(activity):
                judged.hold("list_code", *refusal)
                return None
            return activity
        said = values.get(key, "")
        if found:
            text = _("“%(code)s” is an activity of %(years)s. Add a column with the budget year.") % {
                "code": shown(said),
                "years": ", ".join(str(activity.budget_year) for activity in found),
            }
            if by_title:
                text = _("Your area has several activities “%s”. Add a column with their codes or days.")
                text %= shown(said)
            remark = Remark(REFUSE, "activity_ambiguous", text)
        else:
            text = _(
                "No activity of your area has the code “%s”. Import the activities first, "
                "or correct the code."
            )
            if by_title:
                text = _(
                    "No activity of your area is called “%s”. Import the activities first, "
                    "or correct the name."
                )
            remark = Remark(REFUSE, "activity_unknown", text % shown(said))
        judged.add(key, "", said, remark)
        return None

    def named_above(self, surroundings: Surroundings) -> str:
        """The code or number of the one activity that titles above a list name, or an empty text."""
        texts = [text[:LONGEST_TITLE] for text in (*surroundings.names, *surroundings.texts[:MOST_TITLES])]
        texts.append(surroundings.file[:LONGEST_TITLE])
        if code := self._code_in(texts):
            return code
        wanted = {name.casefold() for text in texts for name in _names_in(text)}
        label = surroundings.labelled(LABELS)
        wanted |= {label.casefold()} if label else set()
        if not wanted:
            return ""
        found = list(self._asked_all().annotate(lower=Lower("title")).filter(lower__in=wanted))
        # A longer name says more than one that it holds.
        names = {activity.title.casefold() for activity in found}
        within = {name for name in names if any(name != other and name in other for other in names)}
        found = [activity for activity in found if activity.title.casefold() not in within]
        held = {day for text in texts if (day := _day_in(text))}
        if len(found) > 1 and held:
            found = [activity for activity in found if any(_was_on(activity, day) for day in held)]
        return reference(found[0]) if len(found) == 1 else ""

    def _code_in(self, texts):
        """The one code among the words of some texts that an activity of the user has: `Hadir K-02.xlsx`."""
        wanted = {word.casefold() for text in texts for word in CODE.findall(text)}
        if not wanted:
            return ""
        seen = Activity.objects.visible_to(self.by).annotate(code=Lower("list_code")).filter(code__in=wanted)
        return only_one(seen.order_by().values_list("list_code", flat=True))

    def _titled(self, judged):
        """The activities of the name of a row; of several those of its day, then those of its village."""
        values = judged.values
        said = values.get("activity_title", "")
        found = self._by_title(said, values.get("budget_year"))
        day, village = values.get("held_on"), values.get("place") or values.get("village")
        for fits in (
            lambda one: day is None or _was_on(one, day),
            lambda one: village in {place.village.area_id for place in one.activity_villages.all()},
        ):
            if len(found) > 1:
                found = [one for one in found if fits(one)] or found
        if len(found) == 1 and plain_word(found[0].title) != plain_word(said):
            text = _("No activity is called “%(said)s”. Did you mean “%(title)s”?")
            text %= {"said": shown(said), "title": found[0].title}
            judged.add("activity_title", "", said, Remark(REVIEW, "activity_similar", text))
        elif len(found) == 1 and day and not _was_on(found[0], day):
            text = _("“%(title)s” did not take place on %(day)s. Is it the right activity?")
            text %= {"title": found[0].title, "day": f"{day:%d/%m/%Y}"}
            judged.add("activity_title", "", said, Remark(REVIEW, "activity_similar", text))
        elif len(found) == 1:
            text = _("Activity no. %s, found by its name.") % found[0].pk
            judged.add("activity_title", "", said, Remark(ACCEPT_CORRECTED, "activity_by_name", text))
        return found

    def _by_title(self, said, year):
        key = ("title", said, year)
        if key not in self._found:
            titles, wanted = self._titles(year), plain_word(said)
            near = [wanted] if wanted in titles else _alike(wanted, titles)
            ids = [pk for title in near for pk in titles[title]]
            self._found[key] = list(self._asked_all().filter(pk__in=ids)) if ids else []
        return self._found[key]

    def _titles(self, year):
        """`{title as compared: ids}` of the activities of a budget year, read once: there may be many."""
        if year not in self._by_year:
            seen = Activity.objects.visible_to(self.by).order_by()
            titles = defaultdict(list)
            for pk, title in (seen.filter(budget_year=year) if year else seen).values_list("pk", "title"):
                titles[plain_word(title)].append(pk)
            self._by_year[year] = titles
        return self._by_year[year]

    def _all(self, code, year):
        if (code, year) not in self._found:
            self._found[code, year] = list(self._asked(code, year))
        return self._found[code, year]

    def _asked_all(self):
        seen = Activity.objects.visible_to(self.by).order_by("budget_year")
        return seen.prefetch_related("activity_villages__village__area", "activity_villages__counts")

    def _asked(self, code, year):
        seen = self._asked_all()
        named = seen.filter(list_code__iexact=code)
        found = list(named.filter(budget_year=year) if year else named)
        number = NUMBER.fullmatch(code)
        if found or not number:
            return found
        return seen.filter(pk=number[1])

    def _refusal(self, activity):
        """`(kind, sentence)` why nobody of this office may change the activity now, or None."""
        if activity.pk not in self._refusals:
            self._refusals[activity.pk] = locked_reasons([activity], self.by).get(activity.pk)
        return self._refusals[activity.pk]


def locked_reasons(activities: Collection[Activity], by: User) -> dict[int, tuple[str, str]]:
    """`{id: (kind, sentence)}` of the activities that a user cannot change now, asked for all at once."""
    closed = closed_reasons(activities)
    own = Activity.objects.editable_by(by).filter(pk__in=[activity.pk for activity in activities])
    editable, reasons = set(own.values_list("pk", flat=True)), {}
    for activity in activities:
        if activity.pk in closed:
            reasons[activity.pk] = "period_closed", closed[activity.pk]
        elif activity.pk not in editable:
            text = _("“%(title)s” can no longer be changed: its status is “%(state)s”.")
            text %= {"title": activity, "state": activity.get_state_display()}
            reasons[activity.pk] = "activity_locked", text
    return reasons


def reference(activity: Activity) -> str:
    """What a list may write for an activity: its code, else its number."""
    return activity.list_code or f"no. {activity.pk}"


def _names_in(text: str) -> Iterable[str]:
    """Every run of words of a title that may be the name of an activity."""
    words = re.findall(r"\S+", text)[:MOST_WORDS]
    for start in range(len(words)):
        for end in range(start + FEWEST_WORDS, len(words) + 1):
            yield " ".join(words[start:end]).strip(" :;,.()“”\"'-")


def _day_in(text: str) -> datetime.date | None:
    """The day that a title names behind a comma, a colon or a slash: `Betak, 5 Maret 2024`."""
    for part in (text, *re.split(r"[:,/]\s+", text)[1:]):
        cell = cell_of(part.strip(" :"))
        if (span := days.read_span(cell)) or (day := days.read_day(cell)[0]):
            return span[0] if span else day
    return None


def _was_on(activity: Activity, day: datetime.date) -> bool:
    first, last = activity.start_on, activity.end_on or activity.start_on
    return bool(first) and first <= day <= last


def _alike(wanted: str, titles: Collection[str]) -> list[str]:
    """Titles, as they are compared, that come near to one."""
    return difflib.get_close_matches(wanted, titles, len(titles), NEAR_TITLE) if titles else []
