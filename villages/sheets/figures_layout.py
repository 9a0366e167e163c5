"""Lists of figures as offices lay them out: sexes without the name of the figure, one village downwards."""

import re

from ..choices import ProfileKey
from ..lists.sheets import holdings, titles
from ..lists.sheets.cells import EMPTY, cell_of
from ..lists.sheets.layout import SheetColumn, SheetRow, Skipped, Table, excerpt
from ..lists.sheets.surroundings import only_one

MALE, FEMALE, UNKNOWN, TOTAL = PARTS = ("male", "female", "unknown", "total")
#: Words that count and name nothing that is counted.
COUNTING = frozenset(("jumlah", "total", "jiwa", "orang", "banyak"))
SEXES = {MALE: frozenset(("laki",)), FEMALE: frozenset(("perempuan",))}
BACK = r" (?:yang )?(?:sudah |telah )?(?:pulang|kembali)\b"
#: What a title says of all columns of a list: `DATA JUMLAH PMI AKTIF PER DESA`.
TOPICS = (
    (
        ProfileKey.FAMILIES,
        r"\b(anggota )?keluarga (?:dari )?(?:pmi|tki|pekerja migran)\b(?:\W*kk\b)?|\bkk\W*(?:pmi|tki)\b",
    ),
    (ProfileKey.CHILDREN, r"\banak (?:dari )?(?:pmi|tki|pekerja migran)\b|\banak yang ditinggal\w*\b"),
    (
        ProfileKey.RETURNED,
        rf"\b(?:purna|eks|ex|mantan)\W*(?:pmi|tki|pekerja migran)?\b(?:{BACK})?|\b(?:pmi|tki)\W*purna\b"
        rf"|\b(?:pmi|tki|pekerja migran(?: indonesia)?){BACK}",
    ),
    (ProfileKey.PROSPECTIVE, r"\bc(?:pmi|tki)\b|\bcalon (?:pmi|tki|pekerja migran)\b"),
    (ProfileKey.MIGRANTS_ABROAD, r"\b(?:pmi|tki|pekerja migran(?: indonesia)?)\b"),
    (ProfileKey.POPULATION, r"\bpenduduk\b"),
)
#: What a title may say beside a figure and mean no other: `PMI yang masih bekerja di luar negeri`.
BESIDE_FIGURE = re.compile(
    r"masih|sedang|aktif|(be)?kerja|berada|di|luar|negeri|ln|yang|jumlah|jml|total|banyaknya|data|warga|desa|"
    r"orang|org|jiwa|saat|ini|tahun|thn|th|20[1-4]\d|tercatat|terdata|laki|lk|l|perempuan|pr|p|pria|wanita"
)
#: The programme is not what is counted.
PROGRAMME = re.compile(r"\bdesa (?:pekerja )?migran\b\w*|\bdesmigratif\b|\bpe(?:r)?lindungan pmi\b", re.I)
#: So many rows have to add up before a pair of columns is the men and women of another.
ENOUGH = 0.8
#: Lines with names of figures that make a list one that stands upright.
FEWEST_LABELS = 2
#: Columns of a list that name a village in each line.
PLACES = frozenset(("desa", "kelurahan", "kecamatan"))
#: `a. Laki-laki`, `2) Jumlah KK`: what counts the lines is no part of their names.
OUTLINE = re.compile(r"^\W*(?:(?:[a-z]|\d{1,2})\s*[.)]\s*(?=\D))?", re.I)
#: A column of an upright list that says something of the number beside it.
BESIDE = frozenset(("satuan", "keterangan", "nomor", "sumber"))


def column_key(key, part):
    """The key of the column that holds one part of a figure."""
    return f"{key}_{part}"


def bare_sexes(columns, table):
    """`{field key: column index}` of men and women whose titles do not say which figure they are of.

    `Jumlah Penduduk; L; P` are of the population where they add up to it; else the title says it.
    """
    pair = {}
    for part, meant in SEXES.items():
        fitting = [column for column in columns if _bare(column) == meant]
        if len(fitting) != 1:
            return {}
        pair[part] = fitting[0].index
    for column in columns:
        key = figure_of(column.title)
        if key and key.is_people and _add_up(table, pair, column.index):
            return {column_key(key, part): index for part, index in pair.items()} | {
                column_key(key, TOTAL): column.index
            }
    key = topic_of(table.surroundings)
    if key is None or any(figure_of(column.title) is key for column in columns):
        return {}
    totals = [column.index for column in columns if column.title and _is_total(column)]
    found = {column_key(key, part): index for part, index in pair.items()}
    return found | ({column_key(key, TOTAL): totals[0]} if len(totals) == 1 else {})


def topic_of(surroundings):
    """The one figure that the titles of a list name, or None."""
    for texts in (surroundings.texts, surroundings.names):
        found = {key for text in texts for key in _topics(text)}
        if found:
            return only_one(found) or None
    return None


def _topics(text):
    text = PROGRAMME.sub(" ", text[:300].replace("_", " "))
    for key, pattern in TOPICS:
        text, count = re.subn(pattern, " ", text, flags=re.I)
        if count:
            yield key


def figure_of(title):
    """The figure that a title counts as a whole: `Jumlah Penduduk (jiwa)`; None for another thing."""
    words = titles.words_of(title) - COUNTING
    if not words or words & (SEXES[MALE] | SEXES[FEMALE]):
        return None
    return only_one(_topics(title)) or None


def named_figure(column):
    """`(figure, part)` that a title names in words of its own and nothing else; or None."""
    parts = list(column.parts)
    last = titles.words_of(parts[-1]) - COUNTING if parts else frozenset()
    if len(parts) > 1 and not last - SEXES[MALE] - SEXES[FEMALE]:
        parts.pop()
    sexes = [part for part, words in SEXES.items() if words <= titles.words_of(column.title)]
    # `PMI / Calon` is said the other way round.
    key = _only_figure(parts) or _only_figure(parts[::-1])
    return (key, sexes[0] if len(sexes) == 1 else TOTAL) if key else None


def _only_figure(parts):
    text = PROGRAMME.sub(" ", " ".join(parts)[:300].replace("_", " "))
    found = set(_topics(text))
    for _key, pattern in TOPICS:
        text = re.sub(pattern, " ", text, flags=re.I)
    others = re.findall(r"[^\W_]+|%", text.casefold())
    return found.pop() if len(found) == 1 and all(map(BESIDE_FIGURE.fullmatch, others)) else None


def _bare(column):
    return titles.words_of(" ".join(column.parts[-2:])) - COUNTING


def _is_total(column):
    words = titles.words_of(" ".join(column.parts[-2:]))
    return words <= COUNTING | SEXES[MALE] | SEXES[FEMALE] and bool(words & COUNTING or len(words) > 1)


def _add_up(table, pair, total):
    """Whether the numbers of two columns add up to those of a third in nearly all rows."""
    rows = [
        [_number(row.cells[index]) if index < len(row.cells) else None for index in (*pair.values(), total)]
        for row in table.rows[: holdings.LOOKED_AT]
    ]
    whole = [row for row in rows if None not in row]
    return bool(whole) and sum(male + female == all_of for male, female, all_of in whole) >= ENOUGH * len(
        whole
    )


def _number(cell):
    digits = re.sub(r"[.,\s]|jiwa|orang|org", "", cell.text.casefold())
    return int(digits) if digits.isdigit() and len(digits) < 10 else None


def upright(table, is_known):
    """The list with a row for each village, where its figures stand one below the other; else as it is.

    `is_known(title)` tells the name of a figure. Of one village there is one row, of several side by side one
    for each of their columns.
    """
    labels = next((column for column in table.columns if _are_labels(table, column, is_known)), None)
    if labels is None:
        return table
    values = [
        column
        for column in table.columns
        if column.index > labels.index
        and not titles.words_of(column.title) & BESIDE
        and any(_number(text_cell) is not None for text_cell in _cells(table, column))
    ]
    of_one = all(
        _is_total(column) or _bare(column) in SEXES.values() or _is_year(column) for column in values
    )
    if not values or (of_one and sum(_is_year(column) for column in values) > 1):
        return table
    if of_one and len(values) > 1:
        values = [column for column in values if not _is_year(column)]
    lines = [row for row in table.rows if row.cells[labels.index].text]
    villages = [column for column in table.columns if titles.words_of(column.title) & PLACES]
    if villages:
        return _by_village(table, labels.index, lines, values[0], villages) if len(values) == 1 else table
    return _turned(table, labels.index, lines, values, of_one)


def _by_village(table, label_at, lines, value, villages):
    """A row for each village of a list with one line for each of its figures."""
    labels = list(dict.fromkeys(line.cells[label_at].text for line in lines))
    columns = [column._replace(index=index) for index, column in enumerate(villages)]
    columns += [
        SheetColumn(len(villages) + place, value.letter, label, (label,))
        for place, label in enumerate(labels)
    ]
    rows, twice = {}, []
    for line in lines:
        place = [line.cells[column.index] for column in villages]
        row = rows.setdefault(
            tuple(cell.text for cell in place), SheetRow(line.number, [*place, *[EMPTY] * len(labels)])
        )
        at = len(villages) + labels.index(line.cells[label_at].text)
        if row.cells[at] is not EMPTY:
            twice.append(line)
        row.cells[at] = line.cells[value.index]
    if twice:
        # The same figure again, of another year or sex: nobody says which column tells them apart.
        return table
    used = {row.number for row in rows.values()}
    skipped = [
        Skipped(line.number, "upright", excerpt(line.cells)) for line in lines if line.number not in used
    ]
    return Table(columns, list(rows.values()), [*table.skipped, *skipped], table.header, table.surroundings)


def _turned(table, label_at, lines, values, of_one):
    titled, heading = [], ""
    for line in lines:
        label = OUTLINE.sub("", line.cells[label_at].text)
        is_part = titles.words_of(label) - COUNTING in SEXES.values()
        heading = heading if is_part else label
        titled.append((line, (heading, label) if is_part and heading else (label,)))
    columns, cells = [], []
    groups = [values] if of_one else [[column] for column in values]
    for line, parts in titled:
        for place, column in enumerate(groups[0]):
            own = parts if not of_one or _is_total(column) or _is_year(column) else (*parts, column.title)
            index = len(columns) + (not of_one)
            columns.append(SheetColumn(index, f"{column.letter}{line.number}", " / ".join(own), tuple(own)))
            cells.append((line, place))
    rows = []
    for at, group in enumerate(groups):
        number = lines[min(at, len(lines) - 1)].number
        said = [line.cells[group[place].index] for line, place in cells]
        rows.append(SheetRow(number, said if of_one else [cell_of(group[0].title), *said]))
    if not of_one:
        columns.insert(0, SheetColumn(0, "", "Desa", ("Desa",)))
    used = {row.number for row in rows}
    skipped = [Skipped(line.number, "upright", line.cells[label_at].text) for line in lines]
    skipped = [*table.skipped, *(one for one in skipped if one.number not in used)]
    skipped += [Skipped(row.number, "note", "") for row in table.rows if row not in lines]
    return Table(columns, rows, skipped, table.header, table.surroundings)


def _are_labels(table, column, is_known):
    texts = holdings.texts_of(table, column.index)
    known = [text for text in texts if OUTLINE.sub("", text)[:1].isalpha() and is_known(text)]
    return len(known) >= FEWEST_LABELS and len(known) * 3 >= len(texts)


def _cells(table, column):
    return [row.cells[column.index] if column.index < len(row.cells) else EMPTY for row in table.rows]


def _is_year(column):
    return bool(
        re.fullmatch(r"(?:tahun )?20[1-4]\d", column.title.strip(), re.I)
    ) or column.title.casefold() in (
        "volume",
        "nilai",
        "angka",
        "data",
    )
