"""The lists as files: one row per activity or person, exactly the rows that the list shows."""

from collections import defaultdict
from itertools import compress

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import CHUNK, ExportColumn, chunks
from villages.choices import Education, EndKind, Sex, StageKind
from villages.models import Village
from villages.people import countries
from villages.people.children import is_hidden, shown_name
from villages.people.fields import may_read

from .choices import Progress, Review
from .models import ActivityType, ActivityVillage, Pillar
from .services.money import spent


class ActivityExport:
    """The activities of a filter as rows, with everything that depends on the reader's language read first.

    A streamed response is written after the request's language and time zone are gone.
    """

    def __init__(self, activities, *, counted_for=None):
        self.activities = activities.with_totals(counted_for).with_people(counted_for)
        self.activities = self.activities.select_related("regency", "organiser")
        self.villages = {}
        self.title = _("Activities")
        self.counted_for = str(counted_for) if counted_for else _("All villages of the activity")
        self.states = {state.value: str(state.label) for state in Review}
        self.statuses = {status.value: str(status.label) for status in Progress}
        self.pillars = {pillar.pk: (pillar.code, str(pillar)) for pillar in Pillar.objects.all()}
        self.types = {None: "", **{type.pk: str(type) for type in ActivityType.objects.all()}}
        self.columns = [
            ExportColumn(_("Number"), 9, "number"),
            ExportColumn(_("Pillar"), 7),
            ExportColumn(_("Pillar name"), 24),
            ExportColumn(_("Activity type"), 34),
            ExportColumn(_("Activity name"), 50),
            ExportColumn(_("Regency code"), 9),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Village codes"), 16),
            ExportColumn(_("Villages"), 26),
            ExportColumn(_("Start date"), 12, "date"),
            ExportColumn(_("End date"), 12, "date"),
            ExportColumn(_("Budget year"), 8, "number"),
            ExportColumn(_("Organiser"), 26),
            ExportColumn(_("Progress"), 14),
            ExportColumn(_("Review"), 16),
            ExportColumn(_("Attendances, male"), 12, "number"),
            ExportColumn(_("Attendances, female"), 12, "number"),
            ExportColumn(_("Attendances, sex unknown"), 12, "number"),
            ExportColumn(_("Attendances, total"), 12, "number"),
            ExportColumn(_("People by name"), 12, "number"),
            ExportColumn(_("Budget plan (Rp)"), 16, "money"),
            ExportColumn(_("Actual spending (Rp)"), 16, "money"),
            ExportColumn(_("Attendances and money of"), 24),
            ExportColumn(_("Short outcome"), 50),
            ExportColumn(_("Obstacles"), 40),
            ExportColumn(_("Follow-up"), 40),
            ExportColumn(_("Sent at"), 17, "time"),
            ExportColumn(_("Verified at"), 17, "time"),
        ]

    def rows(self):
        for chunk in chunks(self.activities):
            places = self._villages_of(chunk)
            for activity in chunk:
                yield self.row(activity, [self.villages[pk] for pk in places[activity.pk]])

    def _villages_of(self, activities):
        """`{activity: ids of its villages, by code}`; each village is loaded once for the whole file."""
        ids = [activity.pk for activity in activities]
        pairs = ActivityVillage.objects.filter(activity__in=ids).order_by("village__area")
        places = defaultdict(list)
        for activity, village in pairs.values_list("activity", "village"):
            places[activity].append(village)
        new = {pk for found in places.values() for pk in found} - self.villages.keys()
        villages = Village.objects.select_related("area").prefetch_related("area__names")
        self.villages |= villages.only("area__name").in_bulk(new)
        return places

    def row(self, activity, villages):
        return [
            activity.pk,
            *self.pillars[activity.pillar_id],
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
            spent(activity),
            self.counted_for,
            activity.result,
            activity.obstacle,
            activity.follow_up,
            activity.sent_at,
            activity.verified_at,
        ]


class BeneficiaryExport:
    """The people of a filter as rows: of a NIK only whether it is on file.

    Restricted people are left out by the caller.
    """

    def __init__(self, people, *, user, today):
        self.people = people.for_list()
        self.title = _("People")
        self.user, self.today = user, today
        self.words = {
            choice.value: str(choice.label)
            for choices in (Sex, StageKind, Education, EndKind)
            for choice in choices
        }
        self.countries = {code: countries.name(code) for code in countries.NAMES}
        self.yes, self.no = _("yes"), _("no")
        columns = [
            ExportColumn(_("Person number"), 38),
            ExportColumn(_("Full name"), 34),
            ExportColumn("NIK", 14),
            ExportColumn(_("Sex"), 12),
            ExportColumn(_("Birth date"), 12, "date", field="birth_date"),
            ExportColumn(_("Birth year"), 8, "number", field="birth_year"),
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Hamlet"), 18, field="hamlet"),
            ExportColumn("RT", 6, field="rt"),
            ExportColumn("RW", 6, field="rw"),
            ExportColumn(_("Address"), 30, field="address"),
            ExportColumn(_("Phone"), 18, field="phone_raw"),
            ExportColumn(_("Education"), 26),
            ExportColumn(_("Stage"), 26),
            ExportColumn(_("Stage since"), 12, "date"),
            ExportColumn(_("Country"), 20),
            ExportColumn(_("Family of a migrant worker"), 14),
            ExportColumn(_("Died or moved away"), 26),
            ExportColumn(_("Died or moved away on"), 12, "date"),
        ]
        self.readable = [may_read(user, column.field) for column in columns]
        self.columns = list(compress(columns, self.readable))

    def rows(self):
        for person in self.people.iterator(chunk_size=CHUNK):
            yield list(compress(self.row(person), self.readable))

    def row(self, person):
        """All columns; `rows` leaves out those that the reader may not read of anybody."""
        hidden = is_hidden(person, self.user)
        return [
            str(person.number),
            shown_name(person, self.user, self.today),
            "" if hidden else person.nik_in_words,
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
            "" if hidden or person.ended_on else person.phone_raw,
            self.words[person.education],
            self.words.get(person.stage, ""),
            person.stage_since,
            self.countries.get(person.stage_country, ""),
            self.yes if person.is_relative else self.no,
            self.words.get(person.end_kind, ""),
            person.ended_on,
        ]
