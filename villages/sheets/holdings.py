"""What a column holds, where its title says nothing: known by its values, and never by one of them alone."""

import re

from . import sexes, words

LOOKED_AT = 300
#: So many of the filled cells have to be of the kind.
MOST = 0.8
NIK = re.compile(r"'?\d{16}")
CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
BORN = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](19[3-9]\d|20[0-2]\d)")


def texts_of(table, index):
    """The filled cells of a column among the first rows, as texts."""
    cells = (row.cells[index] for row in list(table.rows)[:LOOKED_AT] if index < len(row.cells))
    return [cell.text for cell in cells if cell.text]


def keys_of(table, free, schema, columns):
    """`{field key: index}` of columns that no title names; a NIK and a code also under unknown titles."""
    found = {}
    wanted = [key for key in KINDS if schema.has(key) and key not in columns]
    for column in free:
        texts = texts_of(table, column.index) if wanted else []
        for key in wanted:
            if key in found or _instead(schema, key, columns):
                continue
            is_named = key == "sex" and sexes.names_sexes(column.title)
            is_offered = not column.title or key in ANY_TITLE
            if is_named or (texts and is_offered and KINDS[key](texts)):
                found[key] = column.index
                break
    return found


def _instead(schema, key, columns):
    return any(other in columns for other in schema.field(key).instead)


def _mostly(pattern):
    return lambda texts: sum(bool(pattern.fullmatch(text.strip())) for text in texts) >= MOST * len(texts)


def are_stages(texts):
    """Whether at least half of the notes of a column say a stage, and some say nothing else."""
    texts = [text for text in texts[:LOOKED_AT] if re.search(r"\w", text)]
    found = [words.stage_in(text) for text in texts]
    spoken = [is_all for stage, is_all in found if stage]
    return bool(spoken) and any(spoken) and 2 * len(spoken) >= len(texts)


KINDS = {
    "nik": _mostly(NIK),
    "village_code": _mostly(CODE),
    "sex": sexes.are_sexes,
    "birth_date": _mostly(BORN),
}
#: So long a number or such a code is nothing else, whatever the title calls it.
ANY_TITLE = {"nik", "village_code"}
