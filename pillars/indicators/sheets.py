"""What lists of targets and of reported values may say, and which indicator and area a row means."""

import functools
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.choices import Level
from villages.codes import from_digits
from villages.lists.sheets import holdings, readers
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, Remark, shown
from villages.lists.sheets.places import VillageFinder, dotted
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.models import Area
from villages.services.area_names import folded

from ..models import Indicator, IndicatorVersion
from . import sheet_layout, sheet_titles

QUARTERS = {"1": 1, "I": 1, "2": 2, "II": 2, "3": 3, "III": 3, "4": 4, "IV": 4}
QUARTER = re.compile(r"(?:TRIWULAN|TW|Q|KUARTAL)?\W*(IV|I{1,3}|[1-4])")
LISTED = 12
MOST = 0.8
LONGEST_PERIOD = 60


def read_quarter(cell):
    """A quarter as 1 to 4, in figures or Roman; nothing said is the whole year."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    if found := QUARTER.fullmatch(cell.text.upper().strip()):
        return QUARTERS[found[1]], None
    text = _("“%s” is not a quarter. Write 1, 2, 3 or 4, or leave the cell empty for the whole year.")
    return None, Remark(REFUSE, "quarter_invalid", text % shown(cell.text))


PERIOD = re.compile(
    r"(?:s\.?\W?d\W+|sampai(?: dengan)?\W+)?"
    r"(?:(?:tri ?wulan|tw|kuartal|q)\W*(?:ke\b\W*)?(IV|I{1,3}|[1-4])\b\W*)?"
    r"(?:tahun(?: anggaran)?|thn|ta|/)?\W*(20[1-4]\d)?",
    re.I,
)


def read_period(cell):
    """`(year or None, quarter or None)` of a cell such as `TW III 2025`, and a `Remark` (or None)."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    found = PERIOD.fullmatch(cell.text.strip()[:LONGEST_PERIOD])
    if found and any(found.groups()):
        quarter, year = found.groups()
        return (int(year) if year else None, QUARTERS[quarter.upper()] if quarter else None), None
    text = _("“%s” is not a period. Write the quarter and the year, for example TW I 2026.") % shown(
        cell.text
    )
    return None, Remark(REFUSE, "quarter_invalid", text)


class IndicatorCodes:
    """The codes of the indicators, for the template; read anew each time."""

    def __iter__(self):
        return iter(Indicator.objects.values_list("code", flat=True))


class AreaLabels:
    """The country, and the provinces and regencies with programme villages, for the template."""

    def __iter__(self):
        served = Area.objects.filter(level=Level.REGENCY, regency_villages__isnull=False)
        provinces = Area.objects.filter(level=Level.PROVINCE, province_villages__isnull=False)
        country = Area.objects.filter(level=Level.NATION)
        found = (country | provinces | served).distinct().order_by("level", "code")
        return iter([area.label for area in found])


def are_indicators(texts):
    """Whether nearly all texts of a column name an indicator, under whatever title."""
    return _named(texts) >= MOST * len(texts)


def are_among_indicators(texts):
    """Whether at least half of them do; the others may be of another programme."""
    return 2 * _named(texts) >= len(texts)


def _named(texts):
    """How many texts are the code or the name of an indicator, or begin with a code."""
    codes = {readers.plain_word(text) for text in IndicatorCodes()}
    known = codes | {readers.plain_word(text) for text in _names()}
    return sum(
        readers.plain_word(text) in known or readers.plain_word(first_word(text)) in codes for text in texts
    )


def first_word(text):
    """The code before a name: `I-1 CPMI diedukasi`, `A-1: Peserta`."""
    return re.split(r"[\s:–]", text.strip(), maxsplit=1)[0].rstrip(".")


def _names():
    return IndicatorVersion.objects.values_list("name", flat=True)


INDICATOR = Field(
    "indicator",
    gettext_lazy("Indicator code"),
    ("kode", "kode indikator", "no indikator", "nomor indikator", "kode ind"),
    True,
    read=readers.text(300),
    holds=are_indicators,
    is_distinct=True,
    vague=(
        "iku",
        "indikator kinerja utama",
        "indikator",
        "indikator kinerja",
        "nama indikator",
        "uraian indikator",
        "uraian",
    ),
    fits=are_among_indicators,
    said_in=sheet_titles.indicator_in,
    words=IndicatorCodes(),
)
PERIOD_FIELD = Field(
    "period",
    gettext_lazy("Period"),
    ("periode", "periode laporan", "masa laporan", "triwulan tahun", "tw tahun", "periode pelaporan"),
    in_template=False,
    read=read_period,
)
SOURCE = Field(
    "source",
    gettext_lazy("Source"),
    ("sumber", "sumber data", "bukti", "bukti dukung", "data dukung", "eviden"),
    read=readers.text(300),
)

TARGETS = Schema(
    "targets",
    gettext_lazy("Targets"),
    (
        INDICATOR,
        Field(
            "area",
            gettext_lazy("Area"),
            listed(
                "wilayah, kode wilayah, kabupaten, kabupaten kota, provinsi, "
                "nama wilayah, kode desa, kab kota, nama kabupaten kota, daerah, "
                "lokasi"
            ),
            True,
            read=readers.text(120),
            words=AreaLabels(),
            said_in=sheet_titles.area_in,
        ),
        Field(
            "year",
            gettext_lazy("Budget year"),
            ("tahun", "tahun anggaran", "tahun target"),
            True,
            ("period",),
            read=readers.year,
            said_in=sheet_titles.year_in,
        ),
        Field(
            "quarter",
            gettext_lazy("To the end of quarter"),
            ("triwulan", "tw", "kuartal", "sampai triwulan"),
            read=read_quarter,
        ),
        PERIOD_FIELD,
        Field(
            "target",
            gettext_lazy("Target"),
            listed(
                "target tahunan, target %, target kinerja, target tahun ini, target capaian, jumlah target, "
                "nilai target, target rpjmd, target renja, target rkpd, target 1 tahun, target pk"
            ),
            True,
            ("actual",),
            vague=("sasaran",),
            fits=holdings.all_read_by(readers.number),
            read=readers.number,
        ),
        Field(
            "baseline",
            gettext_lazy("Baseline"),
            listed(
                "garis dasar, data dasar, kondisi awal, nilai awal, capaian awal, "
                "kondisi tahun lalu, capaian tahun lalu, realisasi tahun lalu"
            ),
            is_titled=re.compile(r".*\b(?:baseline|data dasar|kondisi awal)\b.*", re.I).fullmatch,
            read=readers.number,
        ),
        Field(
            "actual",
            gettext_lazy("Reported value"),
            listed(
                "realisasi, capaian, realisasi capaian, nilai realisasi, hasil, "
                "realisasi kinerja, capaian kinerja"
            ),
            keywords=("realisasi", "capaian"),
            read=readers.number,
        ),
        SOURCE,
    ),
    turn=sheet_layout.targets_by_area_or_period,
)


_NUMBER_FIELDS = (
    (
        "value",
        gettext_lazy("Value"),
        listed(
            "realisasi kinerja, capaian kinerja, angka, hasil, volume, nilai capaian, nilai, besaran, "
            "capaian indikator, realisasi, capaian, nilai indikator, persentase, persen, capaian persen, "
            "jumlah, nilai realisasi, angka realisasi, angka capaian, jumlah realisasi, jumlah capaian, "
            "realisasi capaian, hasil capaian, data realisasi, data capaian, realisasi triwulan, nilai data, "
            "realisasi tahun ini, capaian tahun ini, capaian triwulan, realisasi indikator"
        ),
    ),
    ("numerator", gettext_lazy("Part of a ratio"), ("pembilang", "bagian", "yang memenuhi")),
    ("denominator", gettext_lazy("Whole of a ratio"), listed("penyebut, pembagi, seluruhnya")),
    ("male", gettext_lazy("Male"), ("laki laki", "l", "pria", "jumlah l")),
    ("female", gettext_lazy("Female"), ("perempuan", "p", "wanita", "jumlah p")),
    ("unknown", gettext_lazy("Sex unknown"), ("tidak diketahui",)),
)

VALUES = Schema(
    "indicator_values",
    gettext_lazy("Indicator values"),
    (
        INDICATOR,
        Field(
            "area",
            gettext_lazy("Village or regency"),
            listed(
                "wilayah, kode wilayah, desa, kode desa, nama desa, desa kelurahan, "
                "kelurahan, kabupaten kota, kabupaten, kab kota"
            ),
            True,
            read=readers.text(120),
            said_in=sheet_titles.area_in,
        ),
        Field(
            "year",
            gettext_lazy("Year"),
            ("tahun", "tahun anggaran", "tahun data"),
            True,
            ("period",),
            read=readers.year,
            said_in=sheet_titles.year_in,
        ),
        Field(
            "quarter",
            gettext_lazy("Quarter"),
            ("triwulan", "tw", "kuartal"),
            read=read_quarter,
            said_in=sheet_titles.quarter_in,
        ),
        PERIOD_FIELD,
        *(Field(key, label, titles, read=readers.number) for key, label, titles in _NUMBER_FIELDS),
        SOURCE,
    ),
    one_of=tuple(key for key, _label, _titles in _NUMBER_FIELDS),
    turn=sheet_layout.by_period_or_area,
)


class TargetReader(FieldReader):
    """Reads rows whose indicator is named by its code, and whose area by code or, above villages, by name."""

    def __init__(self, *args):
        super().__init__(*args)
        self.codes = {code.casefold(): code for code in IndicatorCodes()}
        self._named = None
        self._found, self._coded = {}, {}

    def look_up(self, rows):
        """Asks for the areas that the rows name by code, all at once."""
        at = self.mapping.get("area", -1)
        texts = {row.cells[at].text.strip() for row in rows if 0 <= at < len(row.cells)}
        codes = {_code_in(text) for text in texts if text[:1].isdigit()}
        self._coded = Area.objects.select_related("parent__parent").in_bulk(codes)

    def _read(self, judged, one, cell):
        if one.key != "period":
            super()._read(judged, one, cell)
            return
        said, remark = one.read(cell)
        for key, value in zip(("year", "quarter"), said if isinstance(said, tuple) else (), strict=False):
            # What a row says itself counts more than a title.
            if value is not None and not (key in self.mapping and key in judged.values):
                judged.values[key] = value
        self.add(judged, "period", cell, remark)

    @functools.cached_property
    def _by_indicator_name(self):
        """`{name as compared: codes}` in both languages."""
        found = {}
        for version in IndicatorVersion.objects.select_related("indicator"):
            for name in (version.name, version.name_en):
                found.setdefault(readers.plain_word(name), set()).add(version.indicator.code)
        return found

    def find_indicator(self, text):
        """The code (or an empty text) and a `Remark` (or None)."""
        code = self.codes.get(text.casefold())
        if code:
            return code, None
        first = self.codes.get(first_word(text).casefold())
        named = self._by_indicator_name.get(readers.plain_word(text), {first} if first else set())
        if len(named) == 1:
            code = next(iter(named))
            said = _("“%(value)s” was read as the indicator %(code)s.") % {"value": shown(text), "code": code}
            return code, Remark(ACCEPT_CORRECTED, "code_mapped", said)
        known = ", ".join(list(self.codes.values())[:LISTED])
        said = _("“%(code)s” is not an indicator of the portal. Indicators are for example: %(codes)s.")
        return "", Remark(REFUSE, "indicator_unknown", said % {"code": shown(text), "codes": known or "–"})

    def find_area(self, text):
        """The area (or None) and a `Remark` (or None); the same question is answered once."""
        if text not in self._found:
            self._found[text] = self._by_code(text) if text[:1].isdigit() else self._by_name(text)
        return self._found[text]

    def _by_code(self, text):
        code = _code_in(text)
        area = self._coded.get(code) or Area.objects.select_related("parent__parent").filter(pk=code).first()
        if area is None:
            said = _("“%s” is not a code of an area. Write it as 35, 35.04 or 35.04.14.2011.")
            return None, Remark(REFUSE, "area_unknown", said % shown(text))
        return area, None if code == text else _read_as(text, area)

    def _by_name(self, text):
        text = re.sub(r"^(kab|prov)\s+", r"\1. ", text, flags=re.I)
        exact = [area for area in self._areas.get(folded(text), []) if _is_called(area, text)]
        found = exact or self._areas.get(folded(text), [])
        if len(found) == 1:
            return found[0], None if text in (found[0].name, found[0].label) else _read_as(text, found[0])
        if found:
            said = _("“%(name)s” is the name of %(list)s. Write the area code.") % {
                "name": shown(text),
                "list": "; ".join(f"{area.label} ({area.pk})" for area in found),
            }
            return None, Remark(REFUSE, "area_ambiguous", said)
        said = _("There is no province or regency “%s”. Write the area code; villages always by their code.")
        return None, Remark(REFUSE, "area_unknown", said % shown(text))

    @property
    def _areas(self):
        """The country, provinces and regencies of today by name without the word for their kind."""
        if self._named is None:
            self._named = {}
            areas = Area.objects.filter(level__lte=Level.REGENCY, valid_to__isnull=True)
            for area in areas.select_related("parent"):
                self._named.setdefault(folded(area.name), []).append(area)
            for word in ("nasional", "national"):
                self._named.setdefault(word, self._named.get("indonesia", []))
        return self._named


class ValueReader(TargetReader):
    """Reads rows whose area is a village of the office, by code or name, or its regency."""

    def __init__(self, *args):
        super().__init__(*args)
        self._own = VillageFinder(self.background.villages)

    def _by_name(self, text):
        code, remark = self._own.find("", text)
        if code and (remark is None or remark.fate == ACCEPT_CORRECTED):
            return Area.objects.select_related("parent").get(pk=code), remark
        return super()._by_name(text)


def _code_in(text):
    plain = re.sub(r"\D", "", text)
    code, _kind = dotted(text) if len(plain) > 6 else ("", "")
    return code or from_digits(plain[:6])


def _is_called(area, text):
    """Whether the text names the kind of area too, so that Kota Malang is not Kabupaten Malang."""
    return " ".join(text.casefold().split()) in (area.name.casefold(), area.label.casefold())


def _read_as(text, area):
    said = _("“%(value)s” was read as %(area)s.") % {
        "value": shown(text),
        "area": f"{area.label} ({area.pk})",
    }
    return Remark(ACCEPT_CORRECTED, "area_mapped", said)
