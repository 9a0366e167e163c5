"""Takes villages into a programme and writes down what is known of them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.ui.formatting import long_date, number

from ..choices import Level
from ..models import Area, ProfileFigure, Village
from .errors import ChangeRefused
from .memberships import add_membership
from .traces import save_traced


@transaction.atomic
def take_village_into_programme(
    *, area, programme, status, batch_year=None, decree="", source, valid_from=None, note="", by
):
    """Makes the official village a programme village, if it is none yet, with its standing in the programme.

    `by` is the administrator, or None for the loader of reference data.
    """
    _refuse_other_than_village(area)
    # The area row is the lock: two people taking in the same village queue here.
    Area.objects.select_for_update().get(pk=area.pk)
    village = Village.objects.filter(area=area).first()
    if village is None:
        district = area.parent
        village = Village(
            area=area, district=district, regency=district.parent, province=district.parent.parent, note=note
        )
        save_traced(village, by=by, reason=gettext_noop("taken into a programme"))
    return add_membership(
        village=village,
        programme=programme,
        status=status,
        batch_year=batch_year,
        decree=decree,
        source=source,
        valid_from=valid_from,
        by=by,
    )


def _refuse_other_than_village(area):
    if area.level != Level.VILLAGE:
        raise ChangeRefused(
            _('"%(area)s" (%(code)s) is not a village. Choose a village; its code has four parts.')
            % {"area": area, "code": area.pk},
            "area",
        )
    if area.valid_to and area.valid_to < timezone.localdate():
        raise ChangeRefused(
            _('"%(area)s" (%(code)s) has not existed since %(date)s. Choose the village that followed it.')
            % {"area": area, "code": area.pk, "date": long_date(area.valid_to)},
            "area",
        )


@transaction.atomic
def change_village(*, village, note, by):
    """Changes the note of a village."""
    village.note = note
    save_traced(village, by=by, reason=gettext_noop("note changed"))
    return village


@transaction.atomic
def record_figure(*, village, key, value, stated_on, source, male=None, female=None, by):
    """Adds one profile figure; figures of other sources and days stay beside it."""
    figure = ProfileFigure(
        village=village, key=key, value=value, male=male, female=female, stated_on=stated_on, source=source
    )
    check_figure(figure)
    figure.save()
    save_traced(village, by=by, reason=gettext_noop("profile figure added"))
    return figure


def check_figure(figure):
    """Refuses a figure of the future, with more men and women than people, or recorded already."""
    if figure.stated_on > timezone.localdate():
        raise ChangeRefused(
            _("The date %(date)s lies ahead. Write the day on which the figure was stated.")
            % {"date": long_date(figure.stated_on)},
            "stated_on",
        )
    by_sex = (figure.male or 0) + (figure.female or 0)
    if by_sex > figure.value:
        raise ChangeRefused(
            _("Male and female together are %(sum)s, more than the value %(value)s. Correct one of them.")
            % {"sum": number(by_sex), "value": number(figure.value)},
            "value",
        )
    same = ProfileFigure.objects.filter(
        village=figure.village, key=figure.key, stated_on=figure.stated_on, source=figure.source
    )
    if same.exclude(pk=figure.pk).exists():
        raise ChangeRefused(
            _('"%(figure)s" of %(date)s from this source is recorded already. Change the date or the source.')
            % {"figure": figure.get_key_display(), "date": long_date(figure.stated_on)},
            "stated_on",
        )
