"""The fields by which lists name a village: its code, its name and its district, read together."""

import re

from django.utils.translation import gettext_lazy as _

from . import holdings
from .schema import Field

#: `Desa Betak`, `Kec. Kalidawir`, whatever stands behind.
VILLAGE = re.compile(
    r"(?:(?:aula|balai|gedung|halaman|kantor|lapangan|pendopo|ruang|rumah|bumdes|koperasi|kepala)\W+){0,3}"
    r"(?:desa|ds|kel|kelurahan|nagari|gampong)\b[. ]+(?!migran\b)\w.{1,100}",
    re.I | re.S,
)
DISTRICT = re.compile(r"(?:kec|kecamatan)\b[. ]+\w.{1,100}", re.I | re.S)
#: With these words a column of villages tells of something else than where the row belongs.
NOT_OF_ROW = frozenset(
    ("lahir", "dusun", "kerja", "usaha", "sekolah", "orangtua", "ayah", "ibu", "suami", "istri")
)
KEYS = {"village_code", "village", "district"}
CODES = ("kode desa", "kode kelurahan", "kode desa kelurahan", "kode wilayah", "kode kemendagri")
NAMES = ("desa", "nama desa", "kelurahan", "nama kelurahan", "desa kelurahan", "nama desa kelurahan")
DISTRICTS = ("kecamatan", "nama kecamatan", "kec")


def village_fields(*, codes=(), names=(), districts=(), vague=(), instead=("village",), **of_code):
    """The three fields, with the further titles that lists of one kind give them.

    `vague` titles are those of the name; `instead` and `of_code` belong to the code (see `Field`).
    """
    return (
        Field("village_code", _("Village code"), (*CODES, *codes), True, instead, **of_code),
        Field(
            "village",
            _("Village"),
            (*NAMES, *names),
            keywords=("desa", "kelurahan"),
            vague=vague,
            holds=holdings.mostly(VILLAGE),
            is_distinct=True,
            unless=NOT_OF_ROW,
        ),
        Field(
            "district",
            _("District"),
            (*DISTRICTS, *districts),
            keywords=("kecamatan",),
            holds=holdings.mostly(DISTRICT),
        ),
    )
