"""What every answer to a signed-in person is like: not kept by the browser, times in the own clock."""

from zoneinfo import ZoneInfo

from django.utils import timezone


class NoStoreMiddleware:
    """Nothing from behind the sign-in stays in a browser or on the way there: offices share computers.

    Also Back after signing out shows nothing: a page that must not be stored is dropped when the session ends.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # A page for visitors, or one that just signed somebody out, holds nobody's data. Whoever has a session
        # that ran out gets those pages, too.
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class TimeZoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.time_zone if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(zone) if zone else timezone.get_default_timezone()):
            return self.get_response(request)
