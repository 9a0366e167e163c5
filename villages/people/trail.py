"""Lines of the trail of a person: one table of what a line may be about, for writers and for readers.

Values of NIK, KK and phone are never kept in a line; that they changed is.
"""

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.ui.formatting import NOTHING, short_date, within

from ..choices import Education, Sex, TieKind
from ..models import Beneficiary


def _text(value):
    return value


def _yes_no(value):
    return _("yes") if value == "True" else _("no")


def _day(value):
    return short_date(parse_date(value))


def _hidden(value):
    """The relative may live where the reader may not look."""
    return NOTHING


def _choice(choices):
    return lambda value: str(choices(value).label)


#: Fields of the record whose old and new value the trail may hold -> how a value is shown.
RECORD_FIELDS = {
    "full_name": _text,
    "sex": _choice(Sex),
    "birth_date": _day,
    "birth_year": _text,
    "hamlet": _text,
    "rt": _text,
    "rw": _text,
    "address": _text,
    "education": _choice(Education),
    "is_family": _yes_no,
    "consented_on": _day,
    "note": _text,
    "is_restricted": _yes_no,
    "village": _text,
}
#: Fields of which only the fact of a change is kept.
SECRET_FIELDS = {
    "nik": "NIK",
    "household": gettext_lazy("Family card (KK) number"),
    "phone_raw": gettext_lazy("Phone"),
}
#: What else a line may be about.
OTHER_FIELDS = {
    "import": gettext_lazy("List"),
    "stage": gettext_lazy("Stage"),
    "end": gettext_lazy("Death or moving away"),
    "record": gettext_lazy("The record"),
    "reason": gettext_lazy("Reason"),
}
FIELDS = {
    **RECORD_FIELDS,
    **dict.fromkeys((*SECRET_FIELDS, *OTHER_FIELDS), _text),
    **dict.fromkeys(TieKind.values, _hidden),
}


def line(field, before="", after=""):
    """One line as it is stored; a field that no page could show raises `KeyError`."""
    if field not in FIELDS:
        raise KeyError(field)
    return {"field": field, "before": str(before), "after": str(after)}


def label(field):
    """What the line is about, in words; what an earlier release knew and this one does not, by its name."""
    words = SECRET_FIELDS | OTHER_FIELDS
    if field in words:
        return within(words[field])
    if field in TieKind.values:
        return str(TieKind(field).label)
    if field in RECORD_FIELDS:
        return within(Beneficiary._meta.get_field(field).verbose_name)
    return field


def shown(field, value):
    """A stored value in words; what can no longer be read is shown as it stands."""
    if not value:
        return NOTHING
    try:
        return FIELDS.get(field, _text)(value)
    except (ValueError, AttributeError):
        return value
