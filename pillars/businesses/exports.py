"""The businesses of a list as a file, one row each, with their last figures; it can be read in again."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn, chunks
from villages.people.children import shown_name

from ..people.named import people_shown
from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector
from .figures import last_figures, last_full_year, newest_permits
from .forms import year_labels
from .models import BusinessMember


class BusinessExport:
    """Businesses as they stood on a day, with the name of the owner as far as the reader may see it."""

    def __init__(self, businesses, *, user, day):
        self.businesses = businesses.for_list()
        self.user, self.day = user, day
        self.title = _("Businesses")
        self.words = {
            choice.value: str(choice.label)
            for choices in (BusinessKind, BusinessStatus, Market, Sector)
            for choice in choices
        }
        self.labels = year_labels()
        self.columns = [
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Name of the business"), 34),
            ExportColumn(_("Kind"), 22),
            ExportColumn(_("Owner of the business"), 30),
            ExportColumn(_("Main product"), 30),
            ExportColumn(_("Sector (KBLI)"), 30),
            ExportColumn(_("Started on"), 12, "date"),
            ExportColumn(_("Sells"), 20),
            ExportColumn(_("Sales channels"), 30),
            ExportColumn(_("Status"), 12),
            ExportColumn(_("Status since"), 12, "date"),
            *(ExportColumn(str(kind.label), 22) for kind in PermitKind),
            ExportColumn(_("Year of the figures"), 10, "number"),
            *(ExportColumn(label, 16, "number") for _name, label in self.labels),
            ExportColumn(_("Source"), 36),
        ]

    def rows(self):
        for businesses in chunks(self.businesses):
            figures = last_figures(businesses, last_full_year(self.day))
            owners = self._owners(businesses)
            permits = newest_permits(businesses)
            for business in businesses:
                yield self.row(business, owners.get(business.pk), permits, figures.get(business.pk))

    def _owners(self, businesses):
        """`{business id: the person}` of businesses of one person, as far as the reader may see it."""
        alone = [business.pk for business in businesses if business.kind == BusinessKind.PERSON]
        members = list(BusinessMember.objects.on(self.day).filter(business__in=alone))
        people = people_shown(members, self.user)
        return {member.business_id: people.get(member.person_id) for member in members}

    def row(self, business, owner, permits, stated):
        village = business.village
        is_changed = business.status_since != business.started_on
        return [
            village.code,
            village.area.name,
            village.district.name,
            village.regency.label,
            "" if business.is_withheld else business.name,
            self.words[business.kind],
            shown_name(owner, self.user, self.day) if owner else "",
            business.product,
            self.words.get(business.sector, ""),
            business.started_on,
            self.words.get(business.market, ""),
            business.channels,
            self.words[business.status],
            business.status_since if is_changed else None,
            *(permits.get((business.pk, kind.value), "") for kind in PermitKind),
            stated and stated.year,
            *(stated and getattr(stated, name) for name, _label in self.labels),
            stated.source if stated else "",
        ]
