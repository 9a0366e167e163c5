"""Lists of head counts: by activity and village, for one category per row or several side by side."""

from itertools import product

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.lists.sheets import readers
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import REFUSE, REVIEW, Remark
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields

from ..choices import Category
from . import activity_codes, head_count_layout
from .participants import CATEGORY_TITLES, CATEGORY_WORDS, category, category_in, sex
from .totals import SEXES, TOTAL, read_in_one_cell, read_total

PARTS = (*SEXES, TOTAL)
LABELS = {
    "male": gettext_lazy("{category}, male"),
    "female": gettext_lazy("{category}, female"),
    "unknown": gettext_lazy("{category}, sex unknown"),
    TOTAL: gettext_lazy("{category}, total"),
}
PART_WORDS = {
    "male": ("l", "lk", "laki laki", "pria", "jumlah l", "jumlah laki laki"),
    "female": ("p", "pr", "perempuan", "wanita", "jumlah p", "jumlah perempuan"),
    "unknown": ("tidak diketahui",),
    TOTAL: ("", "jumlah", "jml", "total", "l p", "p l"),
}
BROKEN_DOWN = [one for one in Category if one != Category.UNDETAILED]


def _column(one, part):
    names = [" ".join(pair).strip() for pair in product(CATEGORY_WORDS[one], PART_WORDS[part])]
    names += [" ".join(pair).strip() for pair in product(PART_WORDS[part], CATEGORY_WORDS[one])]
    names += [f"peserta {name}" for name in names]
    names += [f"{counted} {name}" for counted in ("jumlah", "jml") for name in names if part != TOTAL]
    return Field(
        f"{one}_{part}",
        format_lazy(LABELS[part], category=one.label),
        tuple(names),
        in_template=False,
        read=readers.count,
    )


SCHEMA = Schema(
    "head_counts",
    gettext_lazy("Head counts"),
    (
        *activity_codes.FIELDS,
        *village_fields(),
        Field(
            "category",
            gettext_lazy("Category"),
            CATEGORY_TITLES,
            read=category,
            heads=category_in,
            words=Category.labels,
        ),
        Field(
            "male",
            gettext_lazy("Male"),
            (
                "l",
                "laki laki",
                "peserta l",
                "peserta laki laki",
                "jumlah l",
                "pria",
                "hadir l",
                "hadir laki laki",
            ),
            read=readers.count,
        ),
        Field(
            "female",
            gettext_lazy("Female"),
            (
                "p",
                "perempuan",
                "peserta p",
                "peserta perempuan",
                "jumlah p",
                "wanita",
                "hadir p",
                "hadir perempuan",
            ),
            read=readers.count,
        ),
        Field("unknown", gettext_lazy("Sex unknown"), ("tidak diketahui",), read=readers.count),
        Field(
            "sex",
            gettext_lazy("Sex (one row each)"),
            ("jenis kelamin", "jk", "l/p", "kelamin"),
            in_template=False,
            read=sex,
        ),
        Field(
            TOTAL,
            gettext_lazy("Total"),
            (
                "jumlah",
                "jumlah peserta",
                "total peserta",
                "peserta",
                "l p",
                "p l",
                "total hadir",
                "jumlah hadir",
                "jumlah seluruhnya",
                "jumlah total",
                "grand total",
                "jumlah semua",
            ),
            read=readers.count,
        ),
        *(_column(one, part) for one in BROKEN_DOWN for part in PARTS),
    ),
    one_of=(*PARTS, *(f"{one}_{part}" for one in BROKEN_DOWN for part in PARTS)),
    turn=head_count_layout.by_village,
)


class HeadCountReader(FieldReader):
    """Reads cells that say men and women together too: `25 orang (L: 10, P: 15)`."""

    def _read(self, judged, one, cell):
        prefix, _sep, part = one.key.rpartition("_")
        keys = tuple(f"{prefix}_{name}" if prefix else name for name in PARTS)
        if part != TOTAL or not read_in_one_cell(judged, cell, keys, self):
            super()._read(judged, one, cell)


def _adding_up(judged, keys, part):
    """Keys of what adds up to one part: to the total also the totals of categories that say no more."""
    found = [key for key in keys if key in judged.values]
    if part != TOTAL:
        return [key for key in found if key.endswith(f"_{part}")]
    parts = [key for key in found if not key.endswith(f"_{TOTAL}")]
    broken_down = {key.rpartition("_")[0] for key in parts}
    return parts + [key for key in found if key not in parts and key.rpartition("_")[0] not in broken_down]


def check_row(judged, cells, reader):
    """Puts `counts` into the values: by category (male, female, unknown); a row has to say at least one."""
    counts = {}
    if judged.values.pop("sex", None):
        text = _("Men and women stand in rows of their own. Put both into one row, in a column each.")
        judged.hold("sex", "sexes_in_rows", text)
    plain = judged.values.get("category", Category.UNDETAILED.value)
    groups = [
        (plain, PARTS),
        *((one.value, tuple(f"{one}_{part}" for part in PARTS)) for one in BROKEN_DOWN),
    ]
    _compare_with_all(judged, cells, reader, [key for _name, keys in groups[1:] for key in keys])
    for name, keys in groups:
        read_total(judged, cells, reader, keys)
        said = tuple(judged.values.pop(key, None) for key in keys[:-1])
        if said != (None, None, None):
            counts[name] = said
    if counts:
        judged.values["counts"] = counts
    elif judged.fate != REFUSE:
        text = _("The row gives no head count. Fill in men and women; 0 if there was nobody.")
        judged.add("male", "", "", Remark(REFUSE, "value_missing", text))


def _compare_with_all(judged, cells, reader, keys):
    """Beside the counts of categories men, women and the total are sums of them, and no more people."""
    if not any(key in judged.values for key in keys):
        return
    for part in PARTS:
        written = judged.values.pop(part, None)
        said = [judged.values[key] for key in _adding_up(judged, keys, part)]
        if written is not None and said and sum(said) != written:
            text = _(
                "%(sum)s add up to %(found)s, but the total says %(written)s. Correct the wrong one of them."
            )
            text %= {"sum": " + ".join(map(str, said)), "found": sum(said), "written": written}
            reader.add(judged, part, cells[part], Remark(REVIEW, "sum_mismatch", text))
