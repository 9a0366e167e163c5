"""The columns by which a row of a list says which activity it is about."""

from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import readers
from villages.lists.sheets.schema import Field

CODE = Field(
    "list_code",
    _("Activity code"),
    ("kode kegiatan", "kode", "id kegiatan", "no kegiatan", "nomor kegiatan"),
    True,
    read=readers.text(40),
)
#: Only where offices use a code again each year.
YEAR = Field(
    "budget_year",
    _("Budget year"),
    ("tahun anggaran", "tahun", "ta", "thn anggaran"),
    in_template=False,
    read=readers.year,
)
