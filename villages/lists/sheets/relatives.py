"""Lists that name a migrant worker beside a relative: of whom of the two the other columns tell.

`Nama PMI` may stand left of `Nama Anggota Keluarga`; the list is of those whose NIK, sex or birth it gives.
"""

from . import titles

RELATIVE = frozenset(("keluarga", titles.CHILD, "suami", "istri", "pasangan", "kerabat"))
#: Who is only to be called, or heads a household, is not whom the list is about.
ASIDE = frozenset(("darurat", "telepon", "kepala", "kartu", "penanggung", "ahli", "kuasa"))
MIGRANT = frozenset(("pmi", "cpmi", "purna"))
#: Words of columns that tell something of one person.
OWN = (
    frozenset(("nik",)),
    frozenset(("nomor", "nik")),
    frozenset(("jenis", "kelamin")),
    frozenset(("laki", "perempuan")),
    frozenset(("l", "p")),
    frozenset(("umur",)),
    frozenset(("usia",)),
    frozenset(("tanggal", "lahir")),
    frozenset(("tempat", "tanggal", "lahir")),
)


def foreign(columns, titles_above):
    """Indexes of the columns of a list of people that tell of somebody else than whom it is of.

    `titles_above` are the words of each title; they decide where the list tells as much of both.
    """
    names = {column.index: words_of(column) for column in columns if "nama" in words_of(column)}
    migrants = {at for at, words in names.items() if words & MIGRANT and not words & RELATIVE}
    relatives = {at for at, words in names.items() if words & RELATIVE and not words & ASIDE}
    if not relatives and _says_tie(columns):
        relatives = names.keys() - migrants
    if not migrants or not relatives:
        return set()
    of = {column.index: _owner(column, migrants, relatives) for column in columns}
    own = {column.index for column in columns if words_of(column) - MIGRANT - RELATIVE in OWN}
    told = {of[at] for at in own}
    if len(told - {""}) != 1:
        # Whom the titles name, else who stands first.
        of_relatives = any("keluarga" in words for words in titles_above) or min(relatives) < min(migrants)
        told = {"relative" if of_relatives else "migrant"}
    other = "migrant" if "relative" in told else "relative"
    words = MIGRANT if other == "migrant" else RELATIVE
    others = {
        column.index
        for column in columns
        # The day of birth of father or mother is compared with that of the child.
        if of[column.index] == other
        and (column.index in own or words_of(column) & words)
        and not ("lahir" in words_of(column) and words_of(column) & words)
    }
    return (migrants if other == "migrant" else relatives) | others


def _says_tie(columns):
    """Whether a column tells what somebody is to the migrant worker: `Hubungan dengan PMI`.

    `Hubungan` alone does beside the name of the migrant worker; `Hubungan dalam keluarga` is of a household.
    """
    said = [words_of(column) for column in columns]
    has_migrant = any("nama" in words and words & MIGRANT and not words & RELATIVE for words in said)
    return any(
        "hubungan" in words and (words & MIGRANT or (has_migrant and len(words) == 1)) for words in said
    )


def is_name_of_relative(words):
    """Whether words of a title name a relative: `Nama Anggota Keluarga`, `Nama Anak`."""
    return "nama" in words and bool(words & RELATIVE) and not words & ASIDE


def are_listed(columns, name_index, all_columns=()):
    """Whether a list is of relatives of migrant workers, given the index of its column of names.

    `all_columns` also has those of the migrant workers.
    """
    name = next((column for column in columns if column.index == name_index), None)
    if name is None:
        return False
    words = words_of(name)
    if titles.CHILD in words:
        return True
    others = [words_of(column) for column in all_columns or columns if column.index != name_index]
    has_migrant = any("nama" in one and one & MIGRANT and not one & RELATIVE for one in others)
    says_tie = _says_tie(all_columns or columns)
    if has_migrant and says_tie and not words & MIGRANT:
        return True
    return is_name_of_relative(words) and (has_migrant or says_tie or bool(words & MIGRANT))


def tie_columns(columns):
    """The columns of a list of relatives that name the migrant worker, and what the relative is to them."""
    said = [(column, words_of(column)) for column in columns]
    return [
        column
        for column, words in said
        if "hubungan" in words or ("nama" in words and words & MIGRANT and not words & RELATIVE)
    ]


def words_of(column):
    return titles.words_of(" ".join(column.parts[-2:]))


def _owner(column, migrants, relatives):
    """Of whom a column tells: by its own words, else of the nearest name before it."""
    words = words_of(column)
    if words & RELATIVE or "hubungan" in words:
        return "relative"
    if words & MIGRANT:
        return "migrant"
    before = [at for at in migrants | relatives if at <= column.index]
    return "" if not before else "relative" if max(before) in relatives else "migrant"
