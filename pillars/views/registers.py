"""What the pages of all registers do alike."""

from django.utils.translation import gettext as _

from desmigratif.accounts.adapter import client_address
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import form_page

from ..people.forms.joining import MemberForm
from ..people.forms.named_people import person_asked_for
from ..people.named import show_person


def form_page_of(request, thing, form, root, *, title, **words):
    """The page of a form about one thing of a register, whose list is the crumb `root`."""
    address = thing.get_absolute_url()
    crumbs = [root, Crumb(str(thing), address), Crumb(title)]
    words |= {"title": f"{title}: {thing}", "heading": title, "cancel": address, "crumbs": crumbs}
    return form_page(request, form, **words)


def placed(thing):
    """`Koperasi Maju, Tunggangri (Kalidawir).`"""
    return f"{thing}, {thing.village.label}."


def member_form(request, village):
    """The form in which somebody joins something of a village; a link from a person's page names them."""
    initial = {"joined_on": clock.today()}
    if person := person_asked_for(request):
        initial |= {"member": person.full_name, "person": str(person.number)}
    asker = {"user": request.user, "address": client_address(request)}
    return MemberForm(request.POST or None, village=village, initial=initial, **asker)


def who_leaves(request, member, thing):
    """Who belongs to what since when, above the form that ends it."""
    show_person(request, member)
    name = member.shown.full_name if member.shown else _("Name not shown")
    since = _("Member since %(day)s.") % {"day": long_date(member.joined_on)}
    return f"{name}, {thing}. {since}"
