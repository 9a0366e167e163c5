"""The lists as spreadsheets: one row per activity or person, exactly the rows that the list shows.

Text stays text in both formats (case O23): the workbook stores strings that no program evaluates, and the
CSV puts an apostrophe before a cell that a spreadsheet would take for a formula.
"""

import csv
import datetime
import re
import tempfile
from dataclasses import dataclass

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from villages.choices import Education, Sex, StageKind
from villages.people import countries
from villages.people.children import is_hidden, shown_name

from .choices import State, Status
from .models import ActivityType, Pillar

#: Rows read from the database at a time.
CHUNK = 500
#: What a worksheet holds besides its heading.
MAX_SHEET_ROWS = 1_048_575
#: Text that a spreadsheet takes for a formula; or that, read again, would lose an apostrophe of its own.
FORMULA = re.compile(r"'*(\s*[=+\-@]|[\t\r])")
#: Tells a spreadsheet that the CSV is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in the workbook and what kind of value stands in it."""

    heading: str
    width: int
    kind: str = "text"


class ActivityExport:
    """The activities of a filter as rows, with everything that depends on the reader's language read first.

    A streamed response is written after the request's language and time zone are gone.
    """

    def __init__(self, activities, *, counted_for=None):
        self.activities = (
            activities.with_totals(counted_for)
            .with_people(counted_for)
            .for_list()
            .select_related("organiser")
        )
        self.title = _("Activities")
        self.counted_for = str(counted_for) if counted_for else _("all villages of the activity")
        self.states = {state.value: str(state.label) for state in State}
        self.statuses = {status.value: str(status.label) for status in Status}
        self.pillars = {pillar.pk: str(pillar) for pillar in Pillar.objects.all()}
        self.types = {None: "", **{type.pk: str(type) for type in ActivityType.objects.all()}}
        self.zone = timezone.get_current_timezone()
        self.columns = [
            Column(_("Number"), 9, "number"),
            Column(_("Pillar"), 7),
            Column(_("Pillar name"), 24),
            Column(_("Activity type"), 34),
            Column(_("Activity name"), 50),
            Column(_("Regency code"), 9),
            Column(_("Regency/city"), 26),
            Column(_("Village codes"), 16),
            Column(_("Villages"), 26),
            Column(_("Start date"), 12, "date"),
            Column(_("End date"), 12, "date"),
            Column(_("Budget year"), 8, "number"),
            Column(_("Organiser"), 26),
            Column(_("Progress"), 14),
            Column(_("Status"), 16),
            Column(_("Attendances, male"), 12, "number"),
            Column(_("Attendances, female"), 12, "number"),
            Column(_("Attendances, sex unknown"), 12, "number"),
            Column(_("Attendances, total"), 12, "number"),
            Column(_("People by name"), 12, "number"),
            Column(_("Budget plan (Rp)"), 16, "money"),
            Column(_("Actual spending (Rp)"), 16, "money"),
            Column(_("Attendances and money of"), 24),
            Column(_("Short outcome"), 50),
            Column(_("Obstacles"), 40),
            Column(_("Follow-up"), 40),
            Column(_("Sent at"), 17, "time"),
            Column(_("Verified at"), 17, "time"),
        ]

    def rows(self):
        for activity in self.activities.iterator(chunk_size=CHUNK):
            yield self.row(activity)

    def row(self, activity):
        villages = sorted(activity.villages.all(), key=lambda village: village.area_id)
        return [
            activity.pk,
            activity.pillar.code,
            self.pillars[activity.pillar_id],
            self.types[activity.type_id],
            activity.title,
            activity.regency_id,
            activity.regency.name,
            "; ".join(village.area_id for village in villages),
            "; ".join(village.name_on(activity.start_on) for village in villages),
            activity.start_on,
            activity.end_on,
            activity.budget_year,
            activity.organiser.name if activity.organiser else "",
            self.statuses[activity.status],
            self.states[activity.state],
            activity.male,
            activity.female,
            activity.unknown,
            activity.head_count,
            activity.people,
            activity.plan,
            activity.actual,
            self.counted_for,
            activity.result,
            activity.obstacle,
            activity.follow_up,
            self._local(activity.sent_at),
            self._local(activity.verified_at),
        ]

    def _local(self, moment):
        return moment and moment.astimezone(self.zone).replace(tzinfo=None, microsecond=0)


class BeneficiaryExport:
    """The people of a filter as rows: of a NIK only whether it is on file.

    Restricted people are left out by the caller.
    """

    def __init__(self, people, *, user, today):
        self.people = people.for_list()
        self.title = _("People")
        self.user, self.today = user, today
        self.words = {
            choice.value: str(choice.label) for choices in (Sex, StageKind, Education) for choice in choices
        }
        self.countries = {code: countries.name(code) for code in countries.NAMES}
        self.yes, self.no = _("yes"), _("no")
        self.columns = [
            Column(_("Person number"), 38),
            Column(_("Full name"), 34),
            Column("NIK", 14),
            Column(_("Sex"), 12),
            Column(_("Birth date"), 12, "date"),
            Column(_("Birth year"), 8, "number"),
            Column(_("Village code"), 16),
            Column(_("Village"), 22),
            Column(_("District"), 22),
            Column(_("Regency/city"), 26),
            Column(_("Hamlet"), 18),
            Column("RT", 6),
            Column("RW", 6),
            Column(_("Address"), 30),
            Column(_("Phone"), 18),
            Column(_("Education"), 26),
            Column(_("Stage"), 26),
            Column(_("Stage since"), 12, "date"),
            Column(_("Country"), 20),
            Column(_("Family of a migrant worker"), 14),
        ]

    def rows(self):
        for person in self.people.iterator(chunk_size=CHUNK):
            yield self.row(person)

    def row(self, person):
        hidden = is_hidden(person, self.user)
        return [
            str(person.number),
            shown_name(person, self.user, self.today),
            "" if hidden else person.nik_said,
            self.words[person.sex],
            None if hidden else person.birth_date,
            None if hidden else person.birth_year,
            person.village.code,
            person.village.area.name,
            person.village.district.name,
            person.village.regency.label,
            "" if hidden else person.hamlet,
            "" if hidden else person.rt,
            "" if hidden else person.rw,
            "" if hidden else person.address,
            "" if hidden else person.phone_raw,
            self.words[person.education],
            self.words.get(person.stage, ""),
            person.stage_since,
            self.countries.get(person.stage_country, ""),
            self.yes if person.is_relative else self.no,
        ]


class _Line:
    """A file for the csv writer that hands each line straight on."""

    def write(self, line):
        return line


def csv_lines(export):
    """The export as lines of UTF-8 CSV, one at a time."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([column.heading for column in export.columns])
    for row in export.rows():
        yield writer.writerow([csv_cell(value) for value in row])


def csv_cell(value):
    """Dates in ISO form, numbers bare, and text that cannot start a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat(*([" "] if isinstance(value, datetime.datetime) else []))
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


def workbook(export, about):
    """An open temporary file with the export as XLSX, written row by row in constant memory.

    `about`: lines `(what, text)` of the second sheet, saying what was filtered, when and by whom.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        "text": None,
        "number": book.add_format({"num_format": "0"}),
        "money": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }
    sheet = book.add_worksheet(export.title)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(export.columns):
        sheet.set_column(number, number, column.width, formats[column.kind])
        sheet.write_string(0, number, column.heading, heading)
    for line, row in enumerate(export.rows(), start=1):
        for number, (column, value) in enumerate(zip(export.columns, row, strict=True)):
            _write_cell(sheet, line, number, value, formats[column.kind])
    notes = book.add_worksheet(_("About"))
    notes.set_column(0, 0, 28)
    notes.set_column(1, 1, 90)
    for line, (what, text) in enumerate(about):
        notes.write_string(line, 0, what, heading)
        notes.write_string(line, 1, text)
    book.close()
    file.seek(0)
    return file


def _write_cell(sheet, line, number, value, cell_format):
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(line, number, value, cell_format)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(line, number, value, cell_format)
    else:
        sheet.write_number(line, number, value, cell_format)
