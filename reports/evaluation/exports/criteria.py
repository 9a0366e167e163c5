"""What the files of both rubrics share: the columns of a result and the rule of the share."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn


def share_rule():
    """How the shares of maturity and readiness are made, for the second sheet."""
    text = _("Weight met over the weight of all criteria; partly met counts half, unknown counts as not met.")
    return _("Share"), text


def share_columns():
    """From everything unknown unmet to everything unknown met."""
    return [
        ExportColumn(_("Share met"), 12, "share"),
        ExportColumn(_("Share if all unknown were met"), 12, "share"),
    ]


def known_columns():
    return [
        ExportColumn(_("Criteria known"), 10, "number"),
        ExportColumn(_("Criteria unknown"), 10, "number"),
    ]


def criterion_columns(criteria):
    """One column per criterion, unknown in so many words."""
    return [ExportColumn(str(criterion), 20) for criterion in criteria]


def share_cells(result):
    return [result.share, result.best]


def known_cells(result):
    return [len(result.known), result.unknown_count]


def criterion_cells(result):
    return [str(answer.level.label) for answer in result.answers]
