"""What the problem map finds, in sentences made by rules from the same figures."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui.formatting import number, percent

from .problems import ProblemMap
from .programmes import MatrixMeasure
from .sentences import Sentence


def summary(matrix: ProblemMap) -> list[Sentence]:
    """Which problems nobody works on, where the money goes, and what is reported but not reached."""
    if not matrix.programmes and not any(row.reports for row in matrix.rows):
        year = matrix.choice.budget_year
        text = _("No problem is reported and no programme is mapped for budget year %(year)s yet.")
        return [Sentence(text % {"year": year}, is_headline=True)]
    sentences = [_gaps(matrix), _shares(matrix), _part_gaps(matrix)]
    return [sentence for sentence in sentences if sentence]


def _gaps(matrix):
    gaps = matrix.gaps
    if not gaps:
        return Sentence(_("Every reported problem has a programme."), is_headline=True)
    if len(gaps) == 1:
        text = _(
            "One reported problem has no programme: “%(problem)s”, reported by %(count)s of %(all)s "
            "regencies."
        )
        words = {
            "problem": gaps[0].problem,
            "count": number(len(gaps[0].regencies)),
            "all": number(matrix.regencies),
        }
        return Sentence(text % words, is_headline=True)
    names = ", ".join(f"“{row.problem}”" for row in gaps)
    text = _("%(count)s reported problems have no programme: %(names)s.")
    return Sentence(text % {"count": number(len(gaps)), "names": names}, is_headline=True)


def _shares(matrix):
    """The problems with the most and the least money, where there are two with any."""
    whole = matrix.total.value(MatrixMeasure.CEILING)
    funded = sorted((row for row in matrix.rows if row.total.ceiling), key=lambda row: row.total.ceiling)
    if len(funded) < 2:
        return None
    most, least = funded[-1], funded[0]
    text = _("“%(most)s” takes %(most_share)s of the ceiling, “%(least)s” %(least_share)s.")
    words = {
        "most": most.problem,
        "most_share": percent(most.total.ceiling / whole),
        "least": least.problem,
        "least_share": percent(least.total.ceiling / whole),
    }
    return Sentence(text % words)


def _part_gaps(matrix):
    count = len(matrix.part_gaps)
    if not count:
        return None
    text = ngettext(
        "%(count)s more problem is reported in regencies that none of its programmes reaches.",
        "%(count)s more problems are reported in regencies that none of their programmes reaches.",
        count,
    )
    return Sentence(text % {"count": number(count)}, "gaps")
