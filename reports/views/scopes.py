"""What a page of sums may be asked by whom; the rule is in reports/README.md, "Who sees what"."""

from django.http import Http404

from villages.models import Area

PLACES = ("province", "regency")


def read_scope(request, form):
    """The form of the address, which offers only areas whose sums the reader opens.

    The sums of another office's province or regency are 404, as the page of that area is.
    """
    user, asked = request.user, [request.GET[name] for name in PLACES if request.GET.get(name)]
    if not user.is_national and asked:
        foreign = Area.objects.filter(pk__in=asked).exclude(pk__in=Area.objects.visible_to(user))
        if foreign.exists():
            raise Http404
    return form.read(request.GET, user=user)
