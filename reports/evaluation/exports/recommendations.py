"""The list of recommendations as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import Column

from ...figures.recommendations import judged


class RecommendationExport:
    """The recommendations of a filter, one row each, as they stand on `day`."""

    def __init__(self, recommendations, day):
        self.recommendations = recommendations.for_list().prefetch_related("contributors")
        self.day = day
        self.title = _("Recommendations")
        self.columns = [
            Column(_("Number"), 14),
            Column(_("Recommendation"), 50),
            Column(_("Details"), 50),
            Column(_("Owner"), 30),
            Column(_("Contributors"), 30),
            Column(_("Pillar"), 7),
            Column(_("Problem"), 30),
            Column(_("Area"), 26),
            Column(_("Meeting"), 40),
            Column(_("Budget year"), 8, "number"),
            Column(_("Given on"), 12, "date"),
            Column(_("First deadline"), 12, "date"),
            Column(_("Deadline"), 12, "date"),
            Column(_("Status"), 26),
            Column(_("Standing"), 30),
            Column(_("Days late"), 8, "number"),
            Column(_("Progress (%)"), 8, "number"),
            Column(_("Closed on"), 12, "date"),
            Column(_("Source"), 30),
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
