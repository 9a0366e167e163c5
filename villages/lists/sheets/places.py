"""Which village a row means: by code in its many forms, or by name and district (cases O09, O10)."""

import difflib
import re
import unicodedata

from django.utils.translation import gettext as _

from ...codes import from_digits, regency_of
from .judging import ACCEPT_CORRECTED, REFUSE, REVIEW, Remark, shown

PREFIX = re.compile(r"^\s*(desa adat|desa|ds|kelurahan|kel|kecamatan|kec|nagari|gampong)\b[.\s]*", re.I)
INSIDE = re.compile(r"\b(?:desa|ds|kelurahan|kel)\b[.\s]*([^,;()/]+)$", re.I)
#: A running number before a name: `1. Rejosari`.
NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=\D)")
#: What stands between a village and its district in one cell, and behind the district.
TOGETHER = re.compile(r"[\s,/(\-]+(?:kecamatan|kec)\b[\s.:]*|\s*[,/(\-]\s*", re.I)
AFTER = re.compile(r"[\s,/(\-]+(?:kabupaten|kab|kota|prov|provinsi)\b.*", re.I)
DOTTED = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.(\d{4})")
#: From so much likeness on a name is offered.
NEAR = 0.8
LISTED = 5
#: No village bears a longer name; more is not compared.
LONGEST = 200


#: `Kel. Kauman`
URBAN = re.compile(r"\s*kel(urahan)?\b[. ]", re.I)


class VillageFinder:
    """The villages of an office, found as lists name them; the same question is answered once."""

    def __init__(self, villages, office_regency=""):
        self.by_code = {village.code: village for village in villages}
        #: Codes that villages bore before: a list of that time still says them (case O29).
        self.by_former_code = {
            code: village for village in villages for code in getattr(village, "former_codes", ())
        }
        self.by_name = {}
        for village in villages:
            self.by_name.setdefault(plain(village.name), []).append(village)
        former = {}
        for village in villages:
            for name in former_names(village):
                former.setdefault(plain(name), []).append(village)
        # A name that some village bears today means that one.
        self.by_name = former | self.by_name
        self.regencies = {regency_of(code) for code in self.by_code} | ({office_regency} - {""})
        self._answers = {}

    def names(self, text):
        """Whether a text is the name of a village, perhaps with its district behind it."""
        text = text[:LONGEST]
        return not {plain(text), plain(TOGETHER.split(text, maxsplit=1)[0])}.isdisjoint(self.by_name)

    def find(self, code, name="", district=""):
        """The code of the village (or an empty text) and a `Remark` (or None); all three as written."""
        question = (code[:LONGEST], name[:LONGEST], district[:LONGEST])
        if question not in self._answers:
            self._answers[question] = self._by_code(*question) if code else self._by_name(*question[1:])
        return self._answers[question]

    def _by_code(self, typed, name, district):
        code, kind = dotted(typed)
        if code in self.by_former_code:
            return self._recoded(self.by_former_code[code], code, name)
        village = self.by_code.get(code)
        if village:
            return self._checked(village, typed, kind, name, district)
        if kind == "code_undotted" and code[6] not in "123":
            return self._of_statistics_office(typed, name, district)
        if code and not any(code.startswith(regency) for regency in self.regencies):
            return "", Remark(
                REFUSE,
                "village_out_of_scope",
                _("“%s” is outside your area. Enter only your own villages.") % shown(typed),
            )
        return "", Remark(
            REFUSE,
            "village_unknown",
            _("“%s” is not a code of your villages. A code looks like 35.04.14.2011; see the template.")
            % shown(typed),
        )

    def _recoded(self, village, code, name):
        """A code of another day; the district beside it may be of that day too, the name has to fit."""
        if name and not is_named(village, name):
            return self._checked(village, code, "", name, "")
        text = _("%(old)s is the former code of %(village)s, which has the code %(code)s today.")
        text %= {"old": code, "village": label(village), "code": village.code}
        return village.code, Remark(ACCEPT_CORRECTED, "village_recoded", text)

    def _checked(self, village, typed, kind, name, district):
        """A code that is known, against the name beside it."""
        differs = (name and not is_named(village, name)) or (
            district and not alike(district, district_of(village))
        )
        if differs:
            return village.code, Remark(
                REVIEW,
                "code_name_mismatch",
                _("The code %(code)s is %(village)s, but the row says “%(name)s”. Which one is right?")
                % {
                    "code": village.code,
                    "village": label(village),
                    "name": shown(", ".join(filter(None, (name, district)))),
                },
            )
        if not kind:
            return village.code, None
        values = {"value": shown(typed), "code": village.code, "village": label(village)}
        if kind == "code_zero_lost":
            text = _("“%(value)s” has lost a zero. Did you mean %(code)s, %(village)s?")
            return village.code, Remark(REVIEW, kind, text % values)
        return village.code, Remark(
            ACCEPT_CORRECTED, kind, _("“%(value)s” was read as %(code)s, %(village)s.") % values
        )

    def _of_statistics_office(self, typed, name, district):
        """Ten digits too, but another numbering: never read digit by digit, the name has to tell."""
        code, remark = self._by_name(name, district) if name else ("", None)
        if code and (remark is None or remark.fate == ACCEPT_CORRECTED):
            text = _(
                "“%(value)s” is a code of the statistics office (BPS). Did you mean %(code)s, %(village)s?"
            )
            values = {"value": shown(typed), "code": code, "village": label(self.by_code[code])}
            return code, Remark(REVIEW, "code_is_bps", text % values)
        text = _(
            "“%s” is a code of the statistics office (BPS). "
            "Write the code of the home ministry, for example 35.04.14.2011."
        )
        return "", Remark(REFUSE, "code_is_bps", text % shown(typed))

    def _by_name(self, name, district):
        found = self.by_name.get(plain(name), [])
        if not found and (inner := INSIDE.search(name)) and plain(inner[1]) in self.by_name:
            # `Balai Desa Pagersari`: a place in the village.
            code, remark = self._by_name(inner[1], district)
            return code, remark or self._name_as_written(self.by_code[code], name, district)
        if not found and (parts := self._parts(name, district)):
            return self._by_name(*parts)
        here = [village for village in found if not district or _lies_in(village, district)]
        if len(here) > 1 and URBAN.match(name):
            # Of the same name only a kelurahan is called so; people say Desa of either.
            here = [village for village in here if village.code[-4] == "1"] or here
        if len(here) == 1:
            return here[0].code, self._name_as_written(here[0], name, district)
        if here:
            return "", Remark(
                REFUSE,
                "village_ambiguous",
                _("“%(name)s” is the name of %(list)s. Add the district, or the village code.")
                % {"name": shown(name), "list": listed(here)},
            )
        if found:
            return "", Remark(
                REFUSE,
                "village_unknown_in_kecamatan",
                _(
                    "There is no “%(name)s” in “%(district)s”, but %(list)s. "
                    "Correct the village or the district."
                )
                % {"name": shown(name), "district": shown(district), "list": listed(found)},
            )
        return self._similar(name, district)

    def _parts(self, name, district):
        """Village and district of one cell (`Desa Betak Kec. Kalidawir`, `Betak - Kalidawir`), or None."""
        for found in TOGETHER.finditer(name):
            one, other = name[: found.start()].strip(" ,"), AFTER.sub("", name[found.end() :]).strip(" ,.()")
            villages = self.by_name.get(plain(one), [])
            if any(plain(other) == plain(district_of(village)) for village in villages):
                return one, other
            if villages and other and PREFIX.match(found[0].strip(" ,/(-") + " "):
                return one, district or other
        return None

    def _name_as_written(self, village, name, district):
        # Capital letters and the word for the kind of area are no correction.
        if plain(name) == plain(village.name):
            return None
        return Remark(
            ACCEPT_CORRECTED,
            "name_mapped",
            _("“%(name)s” was read as %(code)s, %(village)s.")
            % {
                "name": shown(", ".join(filter(None, (name, district)))),
                "code": village.code,
                "village": label(village),
            },
        )

    def _similar(self, name, district):
        near = [
            village
            for match in difflib.get_close_matches(plain(name), self.by_name, n=LISTED, cutoff=NEAR)
            for village in self.by_name[match]
        ]
        here = [village for village in near if district and alike(district, district_of(village))]
        if len(here or near) == 1:
            village = (here or near)[0]
            return village.code, Remark(
                REVIEW,
                "village_similar",
                _("There is no village “%(name)s”. Did you mean %(village)s (%(code)s)?")
                % {"name": shown(name), "village": label(village), "code": village.code},
            )
        text = _("There is no village “%(name)s” in your area. Nearest: %(list)s.") if near else ""
        text = text or _("There is no village “%(name)s” in your area. Write the village code.")
        return "", Remark(
            REFUSE, "village_unknown", text % {"name": shown(name), "list": listed(here or near)}
        )


def dotted(typed):
    """The dotted code in what was typed (empty if it is none), and the kind of tidying that took."""
    text = re.sub(r"[\s\u200b\ufeff]+", "", typed).strip("'’\"")
    kind = "code_spaces" if text != typed else ""
    text = re.sub(r"[-/,]", ".", text)
    text = re.sub(r"^(\d{10})\.0+$", r"\1", text)
    if DOTTED.fullmatch(text):
        return text, kind
    if re.fullmatch(r"\d{10}", text):
        return from_digits(text), "code_undotted"
    if found := SHORT.fullmatch(text):
        return ".".join([*(part.zfill(2) for part in found.groups()[:3]), found[4]]), "code_zero_lost"
    return "", ""


def plain(name):
    """A name of a village or district as it is compared: no prefix, case, accents, spaces or marks."""
    text = unicodedata.normalize("NFKD", PREFIX.sub("", NUMBERED.sub("", name)).casefold())
    return "".join(mark for mark in text if mark.isalnum())


def alike(one, other):
    one, other = plain(one), plain(other)
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= NEAR


def _lies_in(village, district):
    """Whether the village lies in the district, or lay there before it got another code."""
    return plain(district) in {plain(one) for one in (district_of(village), *former_districts(village))}


def former_districts(village):
    """Districts in which the village lay under a former code (case O29)."""
    return getattr(village, "former_districts", ())


def former_names(village):
    """Names the village bore before it was renamed: lists of that time still say them (case O11)."""
    return getattr(village, "former", ())


def is_named(village, name):
    """Whether the village bears or bore a name much like this."""
    return any(alike(name, one) for one in (village.name, *former_names(village)))


def doubt_of_days(village, first, last):
    """Kind and sentence where a village did not exist from the first to the last day of a row (case O29).

    A day that is None sets no limit; None where nothing is in doubt.
    """
    said = {"village": village.name, "successors": ", ".join(village.successors)}
    if village.begins and first and first < village.begins:
        text = _("%(village)s exists only from %(day)s.")
        return "village_not_yet_existing", text % (said | {"day": f"{village.begins:%d/%m/%Y}"})
    if village.ends and last and last > village.ends:
        text = _("%(village)s existed only until %(day)s.")
        if village.successors:
            text = _("%(village)s existed only until %(day)s and went on as %(successors)s.")
        return "village_ended", text % (said | {"day": f"{village.ends:%d/%m/%Y}"})
    return None


def district_of(village):
    return str(getattr(village.district, "name", village.district))


def label(village):
    return f"{village.name}, Kec. {district_of(village)}"


def listed(villages):
    return "; ".join(f"{label(village)} ({village.code})" for village in villages[:LISTED])
