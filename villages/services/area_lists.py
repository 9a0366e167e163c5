"""Reads lists of areas from files; the lines are checked here, stored in areas.py."""

import csv
import datetime
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import codes
from ..choices import AreaKind, Level
from ..codes import NATION_CODE
from .errors import ListRefused

DATA = Path(__file__).resolve().parent.parent / "data"
AREA_LIST = DATA / "wilayah.csv.gz"
AREA_COLUMNS = ("kode", "nama", "kodepos")
CHANGE_COLUMNS = ("tanggal_berlaku", "jenis", "kode_lama", "nama_lama", "kode_baru", "nama_baru", "dasar")
#: First city number among the regencies of a province.
FIRST_KOTA = 71

CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?")
VILLAGE_KINDS = {"1": AreaKind.KELURAHAN, "2": AreaKind.DESA, "3": AreaKind.DESA_ADAT}


@dataclass(frozen=True)
class AreaRow:
    """One area as one line of the official list states it."""

    code: str
    name: str
    postal_code: str = ""

    @property
    def level(self) -> Level:
        return codes.level_of(self.code)

    @property
    def kind(self) -> AreaKind:
        """Kind by the code: cities count from 71; the last block tells kelurahan, desa and desa adat."""
        if self.level == Level.VILLAGE:
            return VILLAGE_KINDS[self.code[9]]
        if self.level == Level.REGENCY:
            return AreaKind.KOTA if int(codes.own_part(self.code)) >= FIRST_KOTA else AreaKind.KABUPATEN
        return {
            Level.NATION: AreaKind.NATION,
            Level.PROVINCE: AreaKind.PROVINCE,
            Level.DISTRICT: AreaKind.KECAMATAN,
        }[self.level]

    @property
    def parent_code(self) -> str | None:
        return codes.parent_of(self.code)


@dataclass(frozen=True)
class ChangeRow:
    """One line of a list of renamed, split, merged and recoded areas."""

    number: int
    effective_on: datetime.date
    kind: str
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    source: str


def plain(text: str | None) -> str:
    """Text without doubled, trailing or unbreakable spaces."""
    return " ".join((text or "").split())


def rows_of(path: Path | str, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) for each line of a CSV file, plain or gzipped, comma or semicolon."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        header = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=";" if header.count(";") > header.count(",") else ",")
        missing = [column for column in columns if column not in (reader.fieldnames or [])]
        if missing:
            raise ListRefused(
                [f"Row 1: no column {', '.join(missing)}; the first row must read {','.join(columns)}."]
            )
        for row in reader:
            yield reader.line_num, row


def read_areas(path: Path | str = AREA_LIST) -> list[AreaRow]:
    """The official list; refused as a whole, with every faulty line named, when one line is wrong."""
    rows, faults, seen = [], [], {}
    for number, line in rows_of(path, AREA_COLUMNS):
        code = re.sub(r"\s", "", line["kode"] or "")
        name, postal_code = plain(line["nama"]), plain(line["kodepos"])
        fault = _fault_of(code, name, postal_code) or (
            f'code "{code}" stands in row {seen[code]} already; keep one of them.' if code in seen else ""
        )
        if fault:
            faults.append(f"Row {number}: {fault}")
            continue
        seen[code] = number
        rows.append(AreaRow(code, name, postal_code))
    faults += [
        f'Row {seen[row.code]}: code "{row.code}" lies in {row.parent_code}, which is not in the list; '
        "add its line."
        for row in rows
        if row.parent_code != NATION_CODE and row.parent_code not in seen
    ]
    if not rows and not faults:
        faults.append("The list holds no areas.")
    if faults:
        raise ListRefused(faults)
    return rows


def _fault_of(code, name, postal_code):
    if not CODE.fullmatch(code):
        return (
            f'code "{code}" is not an official code; write it with points, as 35, 35.04, 35.04.14 '
            "or 35.04.14.2011."
        )
    if not name:
        return f'code "{code}" has no name; write it in column nama.'
    if len(name) > 120:
        return f'name "{name[:30]}..." has {len(name)} characters; shorten it to 120.'
    if postal_code and not re.fullmatch(r"\d{5}", postal_code):
        return f'postal code "{postal_code}" is not five digits; correct it or leave it empty.'
    return ""


def read_changes(path: Path | str) -> list[ChangeRow]:
    """A list of changes (rename, split, merge, new code), each with its day and decree."""
    rows, faults = [], []
    for number, line in rows_of(path, CHANGE_COLUMNS):
        cells = {column: plain(line[column]) for column in CHANGE_COLUMNS}
        try:
            effective_on = datetime.date.fromisoformat(cells["tanggal_berlaku"])
        except ValueError:
            faults.append(
                f'Row {number}: tanggal_berlaku "{cells["tanggal_berlaku"]}" is not a date; '
                "write it as 2023-07-01."
            )
            continue
        if cells["jenis"] not in CHANGE_KINDS:
            faults.append(
                f'Row {number}: jenis "{cells["jenis"]}" is not known; '
                f"write one of {', '.join(CHANGE_KINDS)}."
            )
            continue
        wrong = [code for code in (cells["kode_lama"], cells["kode_baru"]) if not CODE.fullmatch(code)]
        if wrong:
            faults.append(f'Row {number}: code "{wrong[0]}" is not an official code, as 35.04.14.2011.')
            continue
        rows.append(
            ChangeRow(
                number,
                effective_on,
                cells["jenis"],
                cells["kode_lama"],
                cells["nama_lama"],
                cells["kode_baru"],
                cells["nama_baru"],
                cells["dasar"],
            )
        )
    if faults:
        raise ListRefused(faults)
    return rows


#: Words of the column jenis: renamed, split off, merged into, got a new code.
CHANGE_KINDS = ("ganti_nama", "mekar", "gabung", "ganti_kode")
