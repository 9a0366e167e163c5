"""Recording aid that was handed over, what checks found of it, its accountability report and its files.

What is written is a register and no report of a quarter: aid of 2019 may be recorded today, and a closed
quarter is not asked. Villages are held before people, and these before the rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.formatting import long_date, number, rupiah
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Fault, Refused, in_future, refuse_faulty
from villages.existence import refuse_gone
from villages.models import Beneficiary, Village
from villages.people.ends import refuse_after_end
from villages.services import holding
from villages.services.traces import delete_traced, save_traced

from ..services import recorded
from ..services.files import MAX_FILES, CheckedFile, forget, known, store
from .choices import FINAL, Condition, FileAbout
from .models import AidCheck, AidFile, AidPackage

#: Aid before this day is none of the programme's.
FIRST_DAY = date(2016, 1, 1)
#: More money than any package is worth.
MOST_VALUE = 10**15


@dataclass(frozen=True)
class AidData:
    """What is said of one package; without `person` and `business` the village received it."""

    village: Village
    item: str
    volume: Decimal
    unit: str
    source: str
    handed_on: date
    unit_value: int | None = None
    total: int | None = None
    giver: str = ""
    bast_number: str = ""
    person: Beneficiary | None = None
    business: Any = None
    report_due: date | None = None
    report_on: date | None = None


@transaction.atomic
def record_aid(*, data: AidData, by: User) -> AidPackage:
    """Writes down a package that was handed over."""
    hold_for(data, by)
    package = AidPackage(recorded_by=by, is_demo=by.is_demo)
    _fill(package, data)
    save_traced(package, by=by, reason=gettext_noop("aid recorded"))
    return package


@transaction.atomic
def change_aid(*, package: AidPackage, data: AidData, by: User) -> AidPackage:
    """Corrects what is said of it, or says that its report came; what it said before stays in its history."""
    hold_for(data, by, package)
    package = hold(package, by)
    first = package.checks.last()
    if first and first.on < data.handed_on:
        text = _("It was checked on %s. Write that day or an earlier one.")
        raise Refused(text % long_date(first.on), "handed_on")
    _fill(package, data)
    package.version += 1
    save_traced(package, by=by, reason=gettext_noop("aid corrected"))
    return package


@transaction.atomic
def remove_aid(*, package: AidPackage, reason: str, by: User) -> None:
    """Takes a package out that never was; checks and files go first."""
    package = hold(package, by)
    if package.checks.exists() or package.files.exists():
        raise Refused(_("Checks or files are recorded for it. Take these out first."))
    if not is_reason(reason):
        raise Refused(_("Write why it is removed, for example: recorded twice."), "reason")
    delete_traced([package], by=by, reason=reason.strip()[:100])


@transaction.atomic
def record_check(
    *, package: AidPackage, on: date, condition: str, note: str, photos: Sequence[CheckedFile] = (), by: User
) -> AidCheck:
    """Somebody looked at it; checks come one after the other, and none after it was lost or sold."""
    package = hold(package, by)
    refuse_faulty(in_future({"on": on}, "on"))
    if on < package.handed_on:
        text = _("It was handed over on %s. Write that day or a later one.")
        raise Refused(text % long_date(package.handed_on), "on")
    last = package.checks.first()
    if last and last.condition in FINAL:
        text = _("It is “%(condition)s” since %(day)s. Take that check back if it was wrong.")
        raise Refused(text % {"condition": last.get_condition_display(), "day": long_date(last.on)})
    if last and on <= last.on:
        text = _("It was checked on %s. Write a later day, or take that check back first.")
        raise Refused(text % long_date(last.on), "on")
    if condition != Condition.GOOD and not is_reason(note):
        raise Refused(_("Write what was found, for example: the motor is broken."), "note")
    check = AidCheck(package=package, on=on, condition=condition, note=note.strip(), recorded_by=by)
    save_traced(check, by=by, reason=gettext_noop("aid checked"))
    for photo in photos:
        store(AidFile(package=package, check_of=check, kind=FileAbout.CHECK, added_by=by), photo)
    return check


@transaction.atomic
def take_check_back(*, package: AidPackage, by: User) -> None:
    """Takes the last check back, written by mistake, with its photos."""
    last = hold(package, by).checks.first()
    if last is None:
        raise Refused(_("No check is left to be taken back."))
    for photo in last.photos.all():
        forget(photo)
    delete_traced([last], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def add_files(*, package: AidPackage, kind: str, files: Sequence[CheckedFile], by: User) -> AidPackage:
    """Stores the handover record or the accountability report; the same file again is stored once."""
    package = hold(package, by)
    if not files:
        raise Refused(_("Choose at least one file."), "files")
    if package.files.count() + len(files) > MAX_FILES:
        raise Refused(_("At most %s files fit. Remove one first.") % MAX_FILES, "files")
    for checked in files:
        if not known(package.files.filter(kind=kind), checked):
            store(AidFile(package=package, kind=kind, added_by=by), checked)
    return package


@transaction.atomic
def remove_file(*, file: AidFile, by: User) -> None:
    """Takes a file away for good."""
    hold(file.package, by)
    forget(recorded.stored(file))


def hold_villages(villages: Iterable[int], by: User) -> None:
    """Locks the villages of aid; refused where one is not the user's own."""
    refusal = _("You may record aid only for the villages of your own area.")
    holding.hold_villages(villages, by=by, permission="pillars.record_aid", refusal=refusal)


def hold_for(data: AidData, by: User, package: AidPackage | None = None) -> None:
    """Locks what comes before a package that is written: its village, that of the data, who received it."""
    hold_villages({data.village.pk} | ({package.village_id} if package else set()), by)
    holding.hold_people({data.person.pk} if data.person else (), field="recipient")


def hold(package: AidPackage, by: User) -> AidPackage:
    """The stored one, locked after its village and before its rows; refused where it is another's."""
    hold_villages({package.village_id}, by)
    own = AidPackage.objects.editable_by(by).select_for_update(of=("self",))
    stored = own.filter(pk=package.pk).first()
    if stored is None:
        raise Refused(_("This aid has since been removed."))
    return stored


def faults_of(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no aid may say, by form or by list; `said` by the names of `AidData`."""
    yield from in_future(said, "handed_on", "report_on")
    handed = said.get("handed_on")
    if handed and handed < FIRST_DAY:
        text = _("Aid is recorded from %s on. Correct the day.") % long_date(FIRST_DAY)
        yield Fault("date_before_start", "handed_on", text)
    if said.get("volume") is not None and said["volume"] <= 0:
        yield Fault("value_missing", "volume", _("The volume is more than 0. Correct the number."))
    if None not in (said.get("volume"), said.get("unit_value")) and (
        said["volume"] * said["unit_value"] > MOST_VALUE
    ):
        text = _("Volume and value of a unit make more than %s. Correct one of them.") % rupiah(MOST_VALUE)
        yield Fault("number_too_large", "unit_value", text)
    for name in ("report_due", "report_on"):
        if handed and said.get(name) and said[name] < handed:
            text = _("It was handed over on %s. Write that day or a later one.") % long_date(handed)
            yield Fault("date_before_start", name, text)


def doubt_of_total(said: Mapping[str, Any]) -> str:
    """What is asked where volume times value is not the total: 8 x 70 is not 280; else empty."""
    volume, value, total = (said.get(name) for name in ("volume", "unit_value", "total"))
    if None in (volume, value, total) or volume * value == total:
        return ""
    text = _("%(volume)s x %(value)s is %(product)s, and the total says %(total)s. Correct one of the three.")
    return text % {
        "volume": number(volume, 0 if volume == int(volume) else 2),
        "value": rupiah(value),
        "product": rupiah(int(volume * value)),
        "total": rupiah(total),
    }


def _fill(package, data):
    """Puts in what is said, once it can be."""
    refuse_faulty(faults_of(vars(data)))
    refuse_gone(data.village, data.handed_on)
    if data.person:
        refuse_after_end([(data.person.pk, data.handed_on)], "handed_on")
    for part in fields(data):
        setattr(package, part.name, getattr(data, part.name))
    if package.total is None and package.unit_value is not None:
        package.total = int(package.volume * package.unit_value)
