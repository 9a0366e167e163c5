"""The columns by which a row of a list says which activity it is about."""

import re

from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import readers
from villages.lists.sheets.schema import Field
from villages.lists.sheets.surroundings import only_one

#: `KEGIATAN K-01` and `KODE K-03` in a title: a code has a digit, and names of activities are none.
IN_TITLE = re.compile(r"\b(?i:kegiatan|keg|kode)\b[\s.:]*([A-Z]{1,5}[-./]\d{1,6})\b")


def code_in(title):
    return only_one(IN_TITLE.findall(title))


CODE = Field(
    "list_code",
    _("Activity code"),
    ("kode kegiatan", "kode", "id kegiatan", "no kegiatan", "nomor kegiatan"),
    True,
    ("activity_title",),
    read=readers.text(40),
    said_in=code_in,
)
#: Where a list has no codes: the name, and the day where an office has several of the name.
TITLE = Field(
    "activity_title",
    _("Activity name"),
    (
        "nama kegiatan",
        "kegiatan",
        "judul kegiatan",
        "uraian kegiatan",
        "nama pelatihan",
        "kegiatan yang diikuti",
        "nama acara",
        "acara",
    ),
    keywords=("nama kegiatan", "judul kegiatan"),
    in_template=False,
    read=readers.text(200),
)
DAY = Field(
    "held_on",
    _("Day of the activity"),
    (
        "tanggal kegiatan",
        "tanggal pelaksanaan",
        "tanggal",
        "hari tanggal",
        "waktu pelaksanaan",
        "waktu kegiatan",
        "tanggal mulai",
    ),
    in_template=False,
    read=readers.day_or_nothing,
)
#: Only where offices use a code again each year.
YEAR = Field(
    "budget_year",
    _("Budget year"),
    ("tahun anggaran", "tahun", "ta", "thn anggaran"),
    in_template=False,
    read=readers.year,
)
FIELDS = (CODE, TITLE, DAY, YEAR)
