"""Men and women in a column: the title says what a letter means, then the letters of the whole column (O30).

`P` is perempuan beside `L`, and pria beside `W`. What may mean either is asked once for the column.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ...choices import Sex
from ...lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, REVIEW, Remark, shown
from ...lists.sheets.readers import plain_word
from ...lists.sheets.rows import NOTHING
from . import words
from .stage_marks import MARKED

MALE = frozenset("l lk lki laki lakilaki lelaki pria cowok male m man putra".split())  # noqa: SIM905
FEMALE = frozenset("pr prp perempuan wanita wnt w cewek female f woman putri".split())  # noqa: SIM905
#: What `P` may mean by itself.
UNSURE = "p"
PAIR = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)\s*[/|,&\\]\s*([^\W\d_]+(?:-[^\W\d_]+)?)")
LEGEND = re.compile(r"(\w{1,10})\s*[=:]\s*([^\W\d_]+(?:-[^\W\d_]+)?)")
MEANT = {"male": Sex.MALE.value, "female": Sex.FEMALE.value}


@dataclass
class SexLetters:
    """What the words of one column mean: `{word: sex}`; `is_unsure` where `P` may mean either.

    `is_untitled`: nothing but its letters says that the column is about sex.
    """

    meaning: dict = field(default_factory=dict)
    is_unsure: bool = False
    is_untitled: bool = False
    #: The title is that of the portal's template, whose words need no remark.
    is_own: bool = False


def are_sexes(texts):
    """Whether a column holds nothing but words for men and women, both of them or many of one."""
    found = {plain_word(text) for text in texts}
    return bool(found) and found <= MALE | FEMALE | {UNSURE} and (len(found) > 1 or len(texts) > 2)


def names_sexes(title):
    """Whether a title is a pair such as `P/W` or `Pria / Wanita`."""
    pair = PAIR.fullmatch(title.strip())
    return bool(pair) and {plain_word(word) for word in pair.groups()} <= MALE | FEMALE | {UNSURE}


def letters_of(title, texts, answer="", around=()):
    """`SexLetters` of a column by its title, the texts it holds, and the answer to the question about `P`.

    `around` are the texts above and below the list, which may explain its codes.
    """
    found = SexLetters(is_untitled=not title)
    legend = _legend(title) or next(filter(None, map(_legend, around)), {})
    if legend:
        found.meaning = legend
        return found
    pair = _pair(title)
    said = {plain_word(text) for text in texts}
    women = (said & FEMALE) - {"pr", "prp", "perempuan", "f", "female"}
    if answer in MEANT:
        found.meaning[UNSURE] = MEANT[answer]
    elif pair == UNSURE:
        found.is_unsure = True
    elif pair:
        found.meaning[UNSURE] = pair
    elif UNSURE in said and women:
        # P beside W: pria where there is no other word for men, and even that is only likely.
        if found.is_untitled and not said & MALE:
            found.meaning[UNSURE] = Sex.MALE.value
        else:
            found.is_unsure = True
    return found


def is_question(title, texts):
    """Whether the page has to ask what `P` means in this column."""
    return letters_of(title, texts).is_unsure


def read(text, letters):
    """The sex (or an empty text) and a `Remark` (or None) for one cell of the column."""
    word = plain_word(text)
    if word == UNSURE and letters.is_unsure:
        said = _(
            "“%s” may be pria or perempuan here, because the column also contains wanita. Choose it "
            "above the list."
        )
        return "", Remark(REVIEW, "sex_heading_ambiguous", said % shown(text))
    sex = letters.meaning.get(word)
    if sex is None and word in ("l", "lk") and letters.meaning.get(UNSURE) == Sex.MALE:
        sex = Sex.MALE.value
    if sex is None:
        sex, remark = words.read_word("sex", text, is_own=letters.is_own)
    elif (word, sex) == (UNSURE, Sex.FEMALE.value) and text == "P":
        remark = None
    else:
        said = _("“%(value)s” was read as %(word)s.")
        said %= {"value": shown(text), "word": Sex(sex).label}
        remark = Remark(ACCEPT_CORRECTED, "code_mapped", said)
    if letters.is_untitled and sex and (remark is None or remark.fate != REFUSE):
        said = _("The column has no title. By its letters it is the sex: “%(value)s” was read as %(word)s.")
        said %= {"value": shown(text), "word": Sex(sex).label}
        remark = Remark(
            REVIEW if word == UNSURE and sex == Sex.MALE else ACCEPT_CORRECTED, "column_without_heading", said
        )
    return sex, remark


def by_mark(male, female):
    """The sex (or an empty text) by a mark in one of two columns, and a `Remark` (or None)."""
    # Where one column says 1 and the other 0, the nought is no mark.
    male, female = ("" if cell.text in ("0", "0.0") else cell.text.strip() for cell in (male, female))
    # Its own letter is a mark too: L in the column L, P in the column P.
    own = [_sex_of(male) == Sex.MALE, plain_word(female) == UNSURE or _sex_of(female) == Sex.FEMALE]
    marks = [is_own or bool(MARKED.fullmatch(text)) for is_own, text in zip(own, (male, female), strict=True)]
    if marks == [True, False] and NOTHING.fullmatch(female):
        return Sex.MALE.value, None
    if marks == [False, True] and NOTHING.fullmatch(male):
        return Sex.FEMALE.value, None
    if NOTHING.fullmatch(male + female):
        return "", None
    text = _("Both columns L and P are filled in, or contain something other than a mark. Mark one of them.")
    return "", Remark(REFUSE, "code_unknown", text)


def _sex_of(word):
    word = plain_word(word)
    return Sex.MALE.value if word in MALE else Sex.FEMALE.value if word in FEMALE else ""


def _legend(title):
    """`1=P, 2=L`: what the title says of each code; a bare P there is perempuan beside L."""
    pairs = LEGEND.findall(title)
    meant = {plain_word(code): _sex_of(word) for code, word in pairs}
    unsure = [plain_word(code) for code, word in pairs if plain_word(word) == UNSURE]
    if len(meant) < 2 or (unsure and len(unsure) > 1):
        return {}
    for code in unsure:
        others = {sex for other, sex in meant.items() if other != code}
        meant[code] = Sex.FEMALE.value if Sex.MALE.value in others else Sex.MALE.value
    return meant if all(meant.values()) else {}


def _pair(title):
    """What `P` means by a pair of words in the title: a sex, `p` where that stays open, or an empty text."""
    for one, other in PAIR.findall(title):
        pair = {plain_word(one), plain_word(other)}
        if pair == {"pria", "perempuan"}:
            return UNSURE
        if UNSURE in pair:
            rest = (pair - {UNSURE}).pop() if len(pair) > 1 else ""
            if rest in MALE:
                return Sex.FEMALE.value
            if rest in FEMALE:
                return Sex.MALE.value
        elif pair & {"pria"} and pair & FEMALE:
            return Sex.MALE.value
        elif pair & MALE and pair & FEMALE:
            return Sex.FEMALE.value
    return ""
