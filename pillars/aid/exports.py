"""The aid of a list as a file, one row each; it can be read in again."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn, chunks
from villages.people.children import shown_name

from ..choices import FundingSource
from .choices import UNKNOWN, Condition
from .recipients import show_recipients

#: How a list calls the village itself.
VILLAGE = "desa"


class AidExport:
    """Aid as it stood on a day, with the name of who received it as far as the reader may see it."""

    def __init__(self, packages, *, user, day):
        self.packages = packages.for_list()
        self.user, self.day = user, day
        self.title = _("Aid packages")
        self.words = {
            choice.value: str(choice.label) for choices in (Condition, FundingSource) for choice in choices
        }
        self.words[UNKNOWN] = ""
        self.columns = [
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("What was handed over"), 34),
            ExportColumn(_("Volume"), 10, "number"),
            ExportColumn(_("Unit"), 12),
            ExportColumn(_("Value of one unit"), 16, "number"),
            ExportColumn(_("Total value"), 16, "number"),
            ExportColumn(_("Source of funds"), 22),
            ExportColumn(_("Given by"), 30),
            ExportColumn(_("Handed over on"), 12, "date"),
            ExportColumn(_("Number of the handover record (BAST)"), 26),
            ExportColumn(_("Received by"), 30),
            ExportColumn(_("Condition"), 18),
            ExportColumn(_("Checked on"), 12, "date"),
            ExportColumn(_("Accountability report (LPJ) received on"), 14, "date"),
        ]

    def rows(self):
        for packages in chunks(self.packages):
            show_recipients(packages, self.user)
            for package in packages:
                yield self.row(package)

    def row(self, package):
        village = package.village
        is_known = package.condition != UNKNOWN
        return [
            village.code,
            village.area.name,
            village.district.name,
            village.regency.label,
            package.item,
            int(package.volume) if package.volume == int(package.volume) else package.volume,
            package.unit,
            package.unit_value,
            package.total,
            self.words[package.source],
            package.giver,
            package.handed_on,
            package.bast_number,
            self._recipient(package),
            self.words[package.condition],
            package.checked_on if is_known else None,
            package.report_on if package.report_on and package.report_on <= self.day else None,
        ]

    def _recipient(self, package):
        if package.person_id:
            return shown_name(package.shown, self.user, self.day) if package.shown else _("Name not shown")
        if package.business_id:
            return str(package.shown_business) if package.shown_business else _("Name not shown")
        return _("The village")
