"""What every answer to a signed-in person is like: not kept by the browser, times in the own clock."""

from zoneinfo import ZoneInfo

from django.utils import timezone


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


class TimeZoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.time_zone if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(zone) if zone else timezone.get_default_timezone()):
            return self.get_response(request)
