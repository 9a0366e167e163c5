"""The visits of a list as a file, one row each."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn, chunks
from villages.choices import Route, Sex
from villages.people.children import shown_name

from ..people.named import may_read_words, people_shown
from .choices import Outcome, Purpose, ReferredTo


class DeskVisitExport:
    """Visits with who came and what for, as far as the reader may see it: no restricted people, no NIK."""

    def __init__(self, visits, *, user, today):
        self.visits = visits.for_list()
        self.user, self.today = user, today
        self.title = _("Visits to the service desk")
        self.words = {
            choice.value: str(choice.label)
            for choices in (Sex, Purpose, Route, Outcome, ReferredTo)
            for choice in choices
        }
        self.untold, self.unnamed = _("Name not shown"), _("Without a name")
        self.columns = [
            ExportColumn(_("Number"), 9, "number"),
            ExportColumn(_("Day of the visit"), 12, "date"),
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Who came"), 34),
            ExportColumn(_("Sex"), 12),
            ExportColumn(_("What for"), 30),
            ExportColumn(_("Route abroad"), 16),
            ExportColumn(_("Outcome"), 22),
            ExportColumn(_("Referred to"), 26),
            ExportColumn(_("Number in SIAPkerja or SISKOP2MI"), 24),
            ExportColumn(_("What it was about"), 50),
            ExportColumn(_("Case closed on"), 12, "date"),
            ExportColumn(_("Days open"), 10, "number"),
        ]

    def rows(self):
        for visits in chunks(self.visits):
            people = people_shown(visits, self.user)
            for visit in visits:
                yield self.row(visit, people.get(visit.person_id))

    def row(self, visit, person):
        """`person`: who came, as far as the reader may see it."""
        if person:
            who, sex = shown_name(person, self.user, self.today), person.sex
        else:
            who, sex = (self.untold, "") if visit.person_id else (self.unnamed, visit.sex)
        has_words = may_read_words(visit, person, self.user)
        return [
            visit.pk,
            visit.visited_on,
            visit.village.code,
            visit.village.area.name,
            visit.village.district.name,
            visit.village.regency.label,
            who,
            self.words.get(sex, ""),
            self.words[visit.purpose],
            self.words[visit.route],
            self.words[visit.outcome],
            self.words.get(visit.referred_to, ""),
            visit.placement_number if has_words else "",
            visit.note if has_words else "",
            visit.closed_on,
            visit.age_on(self.today) if visit.is_case else None,
        ]
