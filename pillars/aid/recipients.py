"""Who received aid, as far as its reader may be told."""

from ..businesses.models import Business
from ..people.named import show_people


def show_recipients(packages, user):
    """Gives each package `shown`, the person, and `shown_business`; None where the reader is not told."""
    packages = list(packages)
    show_people(packages, user)
    wanted = {package.business_id for package in packages if package.business_id}
    found = Business.objects.visible_to(user).for_list().in_bulk(wanted) if wanted else {}
    for package in packages:
        package.shown_business = found.get(package.business_id)
