"""What a list may hold, and which of its columns holds it (cases O07, O34, O36)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import override

from . import holdings, relatives, title_forms, titles, two_in_one

YEAR = re.compile(r"\b20[1-4]\d\b")


@dataclass(frozen=True)
class Field:
    """One thing a list may say; `instead` names fields that make a required one unnecessary.

    `read(cell)` gives the value and a `Remark` (see `readers`); lists of people are read by `people_rows`.
    """

    key: str
    label: object
    synonyms: tuple = ()
    required: bool = False
    instead: tuple = ()
    #: False for columns that only lists of other people have, not the template.
    in_template: bool = True
    read: Callable | None = None
    #: Words to choose from, for the template; any iterable of texts, gone through anew each time.
    words: Iterable = ()
    #: Amounts of rupiah: a title with a mark of money means one of these and nothing else.
    is_money: bool = False
    #: Tells by the texts of a column without title that it is this one; `is_distinct` also under any title.
    holds: Callable | None = None
    is_distinct: bool = False
    #: Its texts are only likely to be that: asked of lists without a header alone, and after all others.
    is_guess: bool = False
    #: Of two columns the one that holds such texts is meant, whatever their titles are.
    is_by_content: bool = False
    #: Tells by a title that is none of the synonyms, such as `Pria / Wanita`.
    is_titled: Callable | None = None
    #: Words that say it in a longer title, where no other title does: `tanggal lahir` in a whole question.
    keywords: tuple = ()
    #: Words with which a title says another thing, although it has a keyword: what was spent is no plan.
    unless: tuple = ()
    #: Titles that say it only where no other column does: `Tempat` of an activity beside `Desa`.
    vague: tuple = ()
    #: Key of a field whose column this is where it holds that, and no other column does.
    yields_to: str = ""
    #: Key of a field whose column is this one where no other is: the kind of an activity is its name.
    takes: str = ""
    #: Tells by the texts of such a column whether they can be that; None where any may.
    fits: Callable | None = None
    #: What a title above the list, or the name of sheet or file, says of it for all rows; or nothing.
    said_in: Callable[[str], str] | None = None
    #: What a heading between the rows says of it for those below; empty for nothing.
    heads: Callable[[str], str] | None = None
    #: Keys of fields whose texts may say it in passing, and what such a text says of it; empty for nothing.
    within: tuple = ()
    said_within: Callable[[str], str] | None = None

    @cached_property
    def titles(self):
        """The label in both languages of the portal, and the titles that offices give such a column."""
        labels = []
        for language in ("id", "en"):
            with override(language):
                labels.append(str(self.label))
        return [*labels, *self.synonyms]

    @cached_property
    def names(self):
        """Every form of the title, as it is compared."""
        return [title_forms.plain(name) for name in self.titles]


@dataclass(frozen=True)
class Schema:
    """`names_people`: rows are about people, beside whom the list may name others."""

    name: str
    label: object
    fields: tuple
    names_people: bool = False
    #: Keys of what is said of migrant workers only, and never of the relatives whom a list may be of.
    of_migrants: frozenset = frozenset()
    #: Tells by a title that a column is read, though no field of its own holds it.
    is_read: Callable | None = None
    #: `(columns, table)` -> `{field key: column index}` of columns that say something only together.
    of_groups: Callable | None = None
    #: `(table)` -> the table with a row for each thing it tells of, where it has them side by side.
    turn: Callable | None = None
    #: Keys of which a list has to say at least one.
    one_of: tuple = ()
    #: `(table, {field key: column index})` -> the questions of the columns page that lists of the kind raise.
    asks: Callable | None = None

    @cached_property
    def known_titles(self):
        """`{plain title: key}` of fields, and of those of money, and `{(is of money, words of it): key}`."""
        names, money, bags = {}, {}, {}
        for one in self.fields:
            for title in one.titles:
                words = titles.words_of(title)
                words = titles.without_money(words) if one.is_money else words
                (money if one.is_money else names).setdefault(title_forms.plain(title), one.key)
                bags.setdefault((one.is_money, words), one.key)
        # Of `Tempat tinggal` no word counts; it is known as a whole alone.
        return names, money, {bag: key for bag, key in bags.items() if bag[1]}

    def field(self, key):
        return next(field for field in self.fields if field.key == key)

    def laid_out(self, table):
        """The table as lists of the kind are read."""
        if self.has("full_name"):
            table = two_in_one.split(table, self.key_of)
        return self.turn(table) if self.turn else table

    def key_of(self, title):
        """The key of the field that a title names by itself, or None."""
        names, _money, bags = self.known_titles
        return names.get(title_forms.plain(title)) or bags.get((False, titles.words_of(title)))

    def has(self, key):
        return any(field.key == key for field in self.fields)


@dataclass
class SuggestedColumns:
    """Key of a field -> index of its column; what is needed and not there; what is there and not known.

    `technical` are columns that a program of forms added, `by_content` the keys of columns that were known
    by what they hold and not by a title.
    """

    columns: dict
    missing: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    technical: list = field(default_factory=list)
    by_content: set = field(default_factory=set)


def suggest_mapping(table, schema):
    """The `SuggestedColumns` that the titles suggest, and where they say nothing what the columns hold.

    Whole titles come before parts of them, and titles as the portal knows them before their words.
    """
    added = titles.added_by_forms(table.titles)
    technical = [column for column in table.columns if _is_technical(column, table.columns, added)]
    of_years = _of_several_years(table.columns)
    telling = [column for column in table.columns if column not in technical and column not in of_years]
    has_foreign = False
    if schema.names_people:
        above = [titles.words_of(text) for text in table.surroundings.texts]
        foreign = relatives.foreign(telling, above)
        has_foreign = bool(foreign)
        telling = [column for column in telling if column.index not in foreign]
    columns = schema.of_groups(telling, table) if schema.of_groups else {}
    single = [column for column in telling if column.index not in columns.values()]
    if schema.is_read:
        single = [column for column in single if not schema.is_read(column, telling)]
    columns |= _by_titles(single, schema)
    columns |= _by_keywords(table, single, schema, columns)
    columns |= _by_vague(table, single, schema, columns)
    for one in schema.fields:
        if one.takes in columns and one.key not in columns:
            columns[one.key] = columns.pop(one.takes)
        if _is_other(table, one, schema, columns):
            columns[one.yields_to] = columns.pop(one.key)
    if schema.names_people and "full_name" not in columns:
        columns |= _only_name(single, columns, of_relatives=has_foreign)
    barred = frozenset()
    if schema.of_migrants and relatives.are_listed(telling, columns.get("full_name"), table.columns):
        barred = schema.of_migrants
    columns = {key: index for key, index in columns.items() if key not in barred}
    free = [column for column in telling if column.index not in columns.values()]
    columns |= holdings.better(table, free, schema, columns)
    free = [column for column in telling if column.index not in columns.values()]
    by_content = holdings.keys_of(table, free, schema, columns, barred)
    columns |= by_content
    missing = _missing(columns, schema)
    free = [column for column in telling if column.index not in columns.values()]
    guessed = holdings.guessed(table, free, schema, columns) if missing else {}
    columns |= guessed
    taken = set(columns.values()) | {column.index for column in technical}
    unknown = _unknown(table, taken, schema)
    return SuggestedColumns(columns, missing, unknown, technical, {*by_content, *guessed})


def _of_several_years(columns):
    """Columns that say one thing for different years, `PMI 2023; PMI 2024`: nobody says which is meant."""
    years = {}
    for column in columns:
        if found := YEAR.findall(column.title):
            years.setdefault(titles.words_of(column.title), {}).setdefault(tuple(found), column)
    return [column for same in years.values() if len(same) > 1 for column in same.values()]


def _by_titles(table_columns, schema):
    names, money, bags = schema.known_titles
    columns, taken = {}, set()
    for one in schema.fields:
        for column in table_columns if one.is_titled else ():
            if one.is_titled(column.parts[-1] if column.parts else ""):
                _take(one.key, column, columns, taken)
    has_child = any(title_forms.words(column) >= {"nama", titles.CHILD} for column in table_columns)
    of_relatives = has_child or any(
        relatives.is_name_of_relative(title_forms.words(column)) for column in table_columns
    )
    own = [
        column
        for column in table_columns
        if not (has_child and schema.names_people and _is_of_parent(column))
    ]

    def take_by_title(form):
        for column in own:
            known = money if titles.is_money(column.title) else money | names
            _take(known.get(form(column)), column, columns, taken)

    for form in (title_forms.whole, title_forms.joined, title_forms.last, title_forms.unbracketed):
        take_by_title(form)
    for form in (title_forms.words, title_forms.last_words):
        for column in table_columns:
            if column.index not in taken:
                key = _of_words(form(column), column, bags, schema, of_relatives)
                _take(key, column, columns, taken)
    # The title of a group says what a column of it is only where its own title does not.
    take_by_title(title_forms.first)
    take_by_title(title_forms.before_slash)
    return columns


def _by_keywords(table, table_columns, schema, columns):
    """`{field key: index}` of fields that no title names: the one column whose title has their words."""
    found, taken = {}, set(columns.values())
    for one in schema.fields:
        if one.key in columns or not one.keywords:
            continue
        free = [column for column in table_columns if column.index not in taken]
        # What is said first of the words is the surest of them.
        by_phrase = (
            [column for column in free if _has_phrase(column, phrase, one, schema)] for phrase in one.keywords
        )
        fitting = next(filter(None, by_phrase), [])
        if len(fitting) == 1 and (one.fits is None or one.fits(holdings.texts_of(table, fitting[0].index))):
            found[one.key] = fitting[0].index
            taken.add(fitting[0].index)
    return found


def _is_other(table, one, schema, columns):
    """Whether the column of a field holds what another field is, which no column is yet."""
    is_open = one.key in columns and one.yields_to and one.yields_to not in columns
    texts = holdings.texts_of(table, columns[one.key]) if is_open else []
    return bool(texts) and schema.field(one.yields_to).holds(texts)


def _by_vague(table, table_columns, schema, columns):
    """`{field key: index}` of fields that only a vague title names."""
    found, taken = {}, set(columns.values())
    for one in schema.fields:
        known = set(map(titles.words_of, one.vague)) if one.key not in columns else ()
        for column in table_columns if known else ():
            is_named = title_forms.words(column) in known or title_forms.last_words(column) in known
            if is_named and (one.fits is None or one.fits(holdings.texts_of(table, column.index))):
                _take(one.key, column, found, taken)
    return found


def _has_phrase(column, phrase, one, schema):
    words, phrase = titles.words_of(" ".join(column.parts[-2:])), titles.words_of(phrase)
    others = titles.OTHERS | titles.ABOUT_OTHERS | titles.LEFT_OVER
    # A list of people names activities beside them; of others a question may well be about one.
    others -= frozenset() if schema.names_people else {"kegiatan"}
    others -= {"jumlah", "biaya"} if one.is_money else frozenset()
    return phrase <= words and not words & (others - phrase) and words.isdisjoint(one.unless)


def _only_name(table_columns, columns, of_relatives):
    """The column of names where only one is of people: `Nama Pemohon`, `Nama anggota keluarga di rumah`."""
    fitting = [
        column.index
        for column in table_columns
        if column.index not in columns.values()
        and "nama" in (words := titles.words_of(" ".join(column.parts[-2:])))
        and not words & (titles.ABOUT_OTHERS | titles.NAMED_THINGS)
        and (of_relatives or not words & titles.OTHERS)
    ]
    return {"full_name": fitting[0]} if len(fitting) == 1 else {}


def _is_of_parent(column):
    """In a list of children: whether a column tells of father or mother, also in brackets."""
    words = titles.words_of(column.title.replace("(", " ").replace(")", " "))
    return titles.CHILD not in words and bool(words & (titles.OTHERS | titles.SUBJECTS))


def _take(key, column, columns, taken):
    if key and key not in columns and column.index not in taken:
        columns[key] = column.index
        taken.add(column.index)


def _of_words(words, column, bags, schema, of_relatives):
    """The key of the field whose title has these words; of people, only what is said of those listed."""
    if titles.is_money(column.title):
        return bags.get((True, titles.without_money(words)))
    key = bags.get((False, words)) or bags.get((True, words))
    if key or not schema.names_people:
        return key
    if of_relatives:
        about_relative = words & {titles.CHILD, "keluarga"}
        others = words & (titles.OTHERS | (set() if about_relative else titles.SUBJECTS))
        words = words - {titles.CHILD, "keluarga"}
    else:
        others = words & (titles.OTHERS | {titles.CHILD})
    rest = words - others - titles.SUBJECTS
    if others:
        is_parent = bool(others & titles.PARENTS) and rest in ({"tanggal", "lahir"}, {"lahir"})
        return "parent_birth_date" if is_parent and schema.has("parent_birth_date") else None
    return bags.get((False, words)) or bags.get((False, rest)) if rest else None


def _is_technical(column, columns, added):
    """Added by a program of forms, or one box of a question with several answers."""
    title = column.title.strip()
    group, slash, _last = title.rpartition("/")
    is_choice = slash and any(other.title.strip() == group for other in columns)
    is_added = title.casefold() in added
    return bool(title) and bool(is_choice or is_added or titles.TECHNICAL.fullmatch(title))


def _missing(columns, schema):
    return [
        one
        for one in schema.fields
        if one.required and not any(key in columns for key in (one.key, *one.instead))
    ]


def _unknown(table, taken, schema):
    """Titled columns that nothing reads, but for the running number."""
    return [
        column
        for column in table.columns
        if column.title
        and column.index not in taken
        and title_forms.plain(column.title) not in ("no", "nomor", "nourut")
        and not (schema.is_read and schema.is_read(column, table.columns))
    ]
