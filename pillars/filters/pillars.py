"""Lists that can be narrowed to pillars."""

from django.utils.translation import gettext_lazy as _

from desmigratif.ui.lists import ListFilter, OneOrMoreFilter

from ..reference import all_pillars


class PillarFilter(ListFilter):
    """A list of what belongs to a pillar."""

    pillar = OneOrMoreFilter(label=_("Pillar"), field_name="pillar__code", empty_label=_("All pillars"))

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.pillars = all_pillars()
        self.filters["pillar"].extra["choices"] = [(row.code, f"{row.code} {row}") for row in self.pillars]
