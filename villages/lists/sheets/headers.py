"""Finds the header of a list, and joins its lines to one title for each column."""

import re
import statistics

from . import units
from .titles import words_set

#: A header stands among the first lines that hold anything.
SEARCHED = 60
MAX_LINES = 3
#: Longer texts are sentences, not titles of columns.
MAX_TITLE = 120
#: What stands in a list, but in no title of a column.
DATA = re.compile(r"\d{6,}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{2}\.\d{2}\.\d{2}\.\d{4}")
#: Words by which a header is known even when it stands alone in the file.
WORDS = re.compile(
    r"\b(no|nomor|nik|nama|name|kode|code|desa|village|alamat|address|status|tanggal|tgl|date|kelamin|sex|jk|"
    r"l|p|kecamatan|kabupaten|provinsi|tahun|year|jumlah|negara|country|umur|usia|kegiatan|pilar|waktu|lokasi|"
    r"tempat|anggaran|pagu|biaya|realisasi|sumber|peserta|uraian|judul|program|indikator|target|wilayah|"
    r"kelurahan|dusun|keterangan|hubungan|kategori|unsur)\b|l/p"
)


#: A corner that says the unit of all amounts is no title of the column below it.
UNIT = re.compile(r"\W*(dalam|dlm|satuan|unit|dinyatakan|disajikan|angka)\b", re.I)
#: Below a group a year heads a column; any other number is of a row.
YEAR = re.compile(r"20[1-4]\d")
#: A line of its own below a title: `(Rp.)`, `(orang)`.
EXPLANATION = re.compile(r"\([^()]*[^\W\d][^()]*\)")
#: With these the second line of a title goes on; so many of its cells have to.
SECOND_WORDS = words_set(
    "lahir kelamin penempatan pulang berangkat sekarang tujuan terakhir asal lengkap hp wa "
    "telp pmi cpmi purna peserta kegiatan dana anggaran mulai selesai kepulangan keberangkatan "
    "kk nik ktp rt rw kerja bekerja pekerjaan usaha keluarga anak tua orang rp rupiah tahun "
    "pelaksanaan desa kecamatan pendidikan kontrak lama hadir koperasi rat hukum pokok wajib "
    "sukarela anggota layanan kunjungan keperluan data pelatihan perempuan laki negeri luar"
)
ENOUGH_WORDS = 0.6
#: Weeks of a month, months of a year.
FEWEST_COUNTED, MOST_COUNTED = 4, 12


def find_header(lines, merges=()):
    """Half-open range of the positions of the header in `lines`; an empty one when there is none."""
    filled = [index for index, (_number, cells) in enumerate(lines) if any(cell.text for cell in cells)]
    sample = [len(_columns(lines[index][1])) for index in filled[:200]]
    if not sample:
        return 0, 0
    wide = [width for width in sample if width > 2] or sample
    enough = max(2, statistics.median_high(wide) / 2)
    likely = [
        (index, following)
        for index, following in zip(filled[:SEARCHED], [*filled[1:], None], strict=False)
        if len(_columns(lines[index][1])) >= enough
        and _is_title_line(lines[index][1])
        and not _is_labelled(lines[index][1])
    ]
    for index, _following in likely:
        if _has_words(lines[index][1]):
            return _upwards(lines, index, merges), _downwards(lines, index)
    # Unknown words: a line of text alone above lines that hold figures or days.
    for index, following in likely[:1]:
        if following is not None and not _is_title_line(lines[following][1]):
            return _upwards(lines, index, merges), _downwards(lines, index)
    return 0, 0


def titles_of(header, width):
    """For each column its titles from top to bottom, a group standing above each of its columns once."""
    spread = []
    for position, cells in enumerate(header):
        texts = [" ".join(cell.text.split()) for cell in cells]
        lower = header[position + 1 :]
        current = ""
        for column, text in enumerate(texts):
            if text:
                current = text
            elif not (current and any(cells[column].text for cells in lower)) or _own_column(
                spread, texts, column
            ):
                current = ""
            texts[column] = text or current
        spread.append(texts)
    titles = []
    for column in range(width):
        parts = []
        for texts in spread:
            if texts[column] and texts[column] not in parts:
                parts.append(texts[column])
        titles.append(tuple(parts))
    return titles


def _own_column(spread, texts, column):
    """The line above ends its group here: what stands to the left does not reach over."""
    return any(above[column] and column and above[column] != above[column - 1] for above in spread)


def _columns(cells):
    return [index for index, cell in enumerate(cells) if cell.text]


def _is_title_line(cells):
    return all(
        cell.kind == "empty"
        or (cell.kind == "text" and len(cell.text) <= MAX_TITLE and not DATA.search(cell.text))
        or (cell.kind == "number" and len(cell.text) <= 4)
        for cell in cells
    ) and any(cell.kind == "text" for cell in cells)


def _are_years(cells):
    return all(YEAR.fullmatch(cell.text) for cell in cells if cell.text)


def _has_numbers(cells):
    return any(cell.kind == "number" and not YEAR.fullmatch(cell.text) for cell in cells)


def _are_counted(cells):
    """1, 2, 3 … below groups of columns, perhaps anew below each: months or weeks, and no row of the list."""
    texts = [cell.text.lstrip("0") for cell in cells if cell.text]
    place, places = 0, []
    for text in texts:
        place = 1 if text == "1" else place + 1
        places.append(str(place))
    return len(texts) >= FEWEST_COUNTED and texts == places and max(map(int, places)) <= MOST_COUNTED


def _says_one_thing(cells):
    """`Minggu ke` below each of several groups."""
    texts = [cell.text for cell in cells if cell.text]
    return len(texts) > 1 and len(set(texts)) == 1


def _is_labelled(cells):
    """`Tempat : Balai Desa` in two cells or three: said of the whole list, and no header."""
    return any(cell.text.startswith(":") or cell.text.endswith(":") for cell in cells)


def _has_words(cells):
    """At least one cell names something; keeps a list without header from losing its first row."""
    return any(WORDS.search(re.sub(r"[\W_]+", " ", cell.text).strip().casefold()) for cell in cells) or any(
        WORDS.search(re.sub(r"[\W_]+", "", cell.text).casefold()) for cell in cells
    )


def _upwards(lines, index, merges):
    """Where the header begins: lines of groups above, not titles of the whole sheet."""
    first = index
    merged = {top for top, left, _bottom, right in merges if right > left}
    while first and index - first < MAX_LINES - 1:
        number, cells = lines[first - 1]
        columns = _columns(cells)
        if len(columns) < 2 or not _is_title_line(cells) or any(":" in cells[at].text for at in columns):
            break
        if any(UNIT.match(cells[at].text) and units.of_texts([cells[at].text]) for at in columns):
            break
        if number not in merged and columns == list(range(len(columns))):
            break
        first -= 1
    return first


def _downwards(lines, index):
    """Where the header ends: lines that only divide groups of the line above."""
    last = index + 1
    while last < len(lines) and last - index < MAX_LINES:
        above = [cells for _number, cells in lines[index:last]]
        below = lines[last][1]
        columns = _columns(below)
        # `(Rp)` below `Anggaran` belongs to it.
        explained = {at for at in columns if EXPLANATION.fullmatch(below[at].text) and above[-1][at].text}
        spans = _spans(above[-1], len(below)) | explained
        if _is_title_line(below) and _goes_on(lines, last, above[-1], below):
            last += 1
            continue
        if (
            not columns
            or not (_is_title_line(below) or _are_years(below) or _are_counted(below))
            or (_has_numbers(below) and not _are_counted(below))
            or not set(columns) <= spans
            or not (any(not above[-1][at].text for at in columns) or explained or _says_one_thing(below))
        ):
            break
        last += 1
    return last


def _goes_on(lines, last, above, below):
    """Whether a line is the second half of titles that were typed in two lines: `TANGGAL` above `LAHIR`."""
    columns = _columns(below)
    first = next(iter(_columns(above)), 0)
    if len(columns) < 2 or first in columns or not all(above[at].text for at in columns):
        return False
    following = next((cells for _number, cells in lines[last + 1 :] if _columns(cells)), None)
    words = [set(re.findall(r"[^\W\d_]+", below[at].text.casefold())) for at in columns]
    return (
        following is not None
        and bool(following[first].text)
        and not any(re.search(r"\d", below[at].text) for at in columns)
        and sum(bool(said) and said <= SECOND_WORDS for said in words) >= ENOUGH_WORDS * len(words)
    )


def _spans(cells, width):
    """Columns of the groups of a line: a title with empty cells to its right, and those cells."""
    spans, starts = set(), [*_columns(cells), width]
    for start, end in zip(starts, starts[1:], strict=False):
        if end - start > 1:
            spans.update(range(start, end))
    return spans
