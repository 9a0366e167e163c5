"""What a list of village figures may say: for each figure men, women, sex not known and the total."""

from itertools import product

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..choices import ProfileKey
from ..lists.sheets import readers, titles
from ..lists.sheets.schema import Field, Schema
from ..lists.sheets.village_fields import village_fields
from .figures_layout import FEMALE, MALE, PARTS, TOTAL, UNKNOWN, bare_sexes, column_key, named_figure, upright

LABELS = {
    MALE: _("{figure}, male"),
    FEMALE: _("{figure}, female"),
    UNKNOWN: _("{figure}, sex unknown"),
    TOTAL: _("{figure}, total"),
}
#: How offices head the columns of a figure, beside its name: `CPMI L`, `Jumlah CPMI`.
PART_WORDS = {
    MALE: ("l", "lk", "laki", "laki-laki", "pria", "jumlah l", "jumlah laki-laki"),
    FEMALE: ("p", "pr", "perempuan", "wanita", "jumlah p", "jumlah perempuan"),
    UNKNOWN: ("tidak diketahui", "tt"),
    TOTAL: ("", "jumlah", "jml", "total", "l+p", "p+l"),
}
NAMES = {
    # `Pddk` is schooling in a list of people, and nothing else here.
    ProfileKey.POPULATION: ("penduduk", "populasi", "jiwa", "pddk"),
    ProfileKey.HOUSEHOLDS: ("kk", "rumah tangga", "kepala keluarga"),
    ProfileKey.PROSPECTIVE: ("cpmi", "calon pmi", "ctki", "calon tki", "calon pekerja migran"),
    ProfileKey.MIGRANTS_ABROAD: (
        "pmi",
        "pmi aktif",
        "pmi di luar negeri",
        "pmi aktif di luar negeri",
        "pekerja migran",
        "tki",
    ),
    ProfileKey.RETURNED: ("pmi purna", "purna", "purna pmi", "eks pmi", "eks tki", "mantan pmi"),
    ProfileKey.FAMILIES: ("keluarga pmi", "keluarga", "anggota keluarga pmi", "keluarga pekerja migran"),
    ProfileKey.CHILDREN: ("anak pmi", "anak", "anak yang ditinggal", "anak yang ditinggal bekerja"),
    ProfileKey.OFFICERS: ("petugas", "petugas desmigratif", "kader"),
}


def _columns(key):
    for part in PARTS if key.is_people else (TOTAL,):
        words = PART_WORDS[part]
        yield Field(
            column_key(key, part),
            format_lazy(LABELS[part], figure=key.label),
            tuple(
                " ".join(pair)
                for name, word in product(NAMES[key], words)
                for pair in ((name, word), (word, name))
            ),
            in_template=part != UNKNOWN,
            read=readers.count,
        )


LONGEST_NAME = 120
SCHEMA = Schema(
    "village_figures",
    _("Village figures"),
    (
        *village_fields(codes=("kode",)),
        *(column for key in ProfileKey for column in _columns(key)),
        Field(
            "stated_on",
            _("As of"),
            ("per tanggal", "tanggal", "tanggal data", "keadaan tanggal", "per"),
            read=readers.day,
        ),
        Field("source", _("Source"), ("sumber", "sumber data"), read=readers.text(300)),
    ),
    of_groups=lambda columns, table: in_own_words(columns) | bare_sexes(columns, table),
    turn=lambda table: upright(table, is_figure),
    one_of=tuple(column_key(key, part) for key in ProfileKey for part in PARTS),
)
KNOWN = {titles.words_of(name) for key in ProfileKey for field in _columns(key) for name in field.titles}


def is_figure(title):
    """Whether a text names a figure of a village, or a part of one."""
    return titles.words_of(title[:LONGEST_NAME]) in KNOWN


def in_own_words(columns):
    """`{field key: column index}` of figures whose titles say more than the names that the portal knows."""
    found = {}
    for column in columns:
        is_known = titles.words_of(" ".join(column.parts[-2:])) in KNOWN
        if not is_known and (named := named_figure(column)):
            found.setdefault(column_key(*named), column.index)
    return found
