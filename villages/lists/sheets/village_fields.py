"""The fields by which lists name a village: its code, its name and its district, read together."""

from django.utils.translation import gettext_lazy as _

from .schema import Field

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
        Field("village", _("Village"), (*NAMES, *names), keywords=("desa", "kelurahan"), vague=vague),
        Field("district", _("District"), (*DISTRICTS, *districts), keywords=("kecamatan",)),
    )
