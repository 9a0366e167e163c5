"""What holds for every answer to a signed-in person: not kept by the browser, traced, in the own clock."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from .adapter import client_address
from .services import log_opened


class NoStoreMiddleware:
    """Nothing from behind the sign-in stays in a browser, because offices share computers.

    Back after signing out shows nothing either: the browser drops such pages when the session ends.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Whoever has no session, or one that ran out, gets what every visitor gets.
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class ShownPeopleMiddleware:
    """Leaves one line for each person whose record a page showed, whichever page that was.

    Views do not write it: whatever fetches one person for a page adds the number to `request.shown_people`.
    An answer that leads elsewhere, or refuses, shows nobody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.shown_people = set()
        response = self.get_response(request)
        if response.status_code == 200:
            for number in request.shown_people:
                log_opened(user=request.user, number=number, address=client_address(request))
        return response


class TimeZoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.time_zone if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(zone) if zone else timezone.get_default_timezone()):
            return self.get_response(request)
