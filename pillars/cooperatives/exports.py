"""The co-operatives of a list as a file, one row each, with the last accounts; it can be read in again."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn, chunks

from .choices import CooperativeKind
from .figures import last_accounts
from .forms import year_labels

DAYS = {"met_on"}


class CooperativeExport:
    """Co-operatives with the accounts of the last year up to `until` that they stated; no people."""

    def __init__(self, cooperatives, *, until):
        self.cooperatives = cooperatives.for_list()
        self.until = until
        self.title = _("Co-operatives")
        self.kinds = {kind.value: str(kind.label) for kind in CooperativeKind}
        self.labels = year_labels()
        self.columns = [
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Name of the co-operative"), 34),
            ExportColumn(_("Kind"), 22),
            ExportColumn(_("Number of the legal entity"), 28),
            ExportColumn(_("Legal entity since"), 12, "date"),
            ExportColumn(_("Founded on"), 12, "date"),
            ExportColumn(_("Units of business"), 36),
            ExportColumn(_("Services to members"), 36),
            ExportColumn(_("Ended on"), 12, "date"),
            ExportColumn(_("Year of the accounts"), 10, "number"),
            *(ExportColumn(label, 16, "date" if name in DAYS else "number") for name, label in self.labels),
            ExportColumn(_("Source"), 36),
        ]

    def rows(self):
        for cooperatives in chunks(self.cooperatives):
            accounts = last_accounts(cooperatives, self.until)
            for cooperative in cooperatives:
                yield self.row(cooperative, accounts.get(cooperative.pk))

    def row(self, cooperative, stated):
        village = cooperative.village
        return [
            village.code,
            village.area.name,
            village.district.name,
            village.regency.label,
            cooperative.name,
            self.kinds[cooperative.kind],
            cooperative.legal_number,
            cooperative.legal_on,
            cooperative.founded_on,
            cooperative.units,
            cooperative.services,
            cooperative.ended_on,
            stated and stated.year,
            *(stated and getattr(stated, name) for name, _label in self.labels),
            stated.source if stated else "",
        ]
