"""The list of recommendations as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn

from ...figures.recommendations import judged


class RecommendationExport:
    """The recommendations of a filter, one row each, as they stand on `day`."""

    def __init__(self, recommendations, day):
        self.recommendations = recommendations.for_list().prefetch_related("contributors")
        self.day = day
        self.title = _("Recommendations")
        self.columns = [
            ExportColumn(_("Number"), 14),
            ExportColumn(_("Recommendation"), 50),
            ExportColumn(_("Details"), 50),
            ExportColumn(_("Owner"), 30),
            ExportColumn(_("Contributors"), 30),
            ExportColumn(_("Pillar"), 7),
            ExportColumn(_("Problem"), 30),
            ExportColumn(_("Area"), 26),
            ExportColumn(_("Meeting"), 40),
            ExportColumn(_("Budget year"), 8, "number"),
            ExportColumn(_("Given on"), 12, "date"),
            ExportColumn(_("First deadline"), 12, "date"),
            ExportColumn(_("Deadline"), 12, "date"),
            ExportColumn(_("Status"), 26),
            ExportColumn(_("Standing"), 30),
            ExportColumn(_("Days late"), 8, "number"),
            ExportColumn(_("Progress (%)"), 8, "number"),
            ExportColumn(_("Closed on"), 12, "date"),
            ExportColumn(_("Source"), 30),
        ]

    def rows(self):
        for row in judged(self.recommendations, self.day):
            yield self._cells(row)

    def _cells(self, row):
        one = row.recommendation
        return [
            one.number,
            one.title,
            one.text,
            one.owner.name,
            "; ".join(sorted(organisation.name for organisation in one.contributors.all())),
            one.pillar.code if one.pillar else "",
            str(one.problem) if one.problem else "",
            one.area.label if one.area else "",
            one.meeting.title if one.meeting else "",
            one.budget_year,
            one.given_on,
            one.first_due_on,
            one.due_on,
            one.get_status_display(),
            str(row.standing.label),
            row.late,
            one.percent,
            one.closed_on,
            one.source,
        ]
