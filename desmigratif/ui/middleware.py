"""Which language a page speaks, how it travels, and which addresses cannot be."""

from django.conf import settings
from django.http import Http404, QueryDict
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware:
    """Indonesian, unless the reader switched to English.

    Not by the browser's own language, as Django's LocaleMiddleware has it: many office computers here run
    an English browser, and their users read Indonesian.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages travel compressed; files do not: photos and workbooks are compressed already.

    Why no secret of a page can be guessed by its length: docs/decisions/0017-compressed-pages.md.
    """

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


class PlainAddressMiddleware:
    """No NUL gets as far as a database: an address with one is not there, a value with one matches nothing.

    PostgreSQL takes none in any text, SQLite does: a page would break in one of the two only. A NUL that is
    typed into a form becomes the sign for one, which is seen and can be taken away.
    """

    NUL, SHOWN = "\x00", "\u2400"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.NUL in request.path:
            raise Http404
        request.GET = self._shown(request.GET)
        if request.method == "POST":
            request.POST = self._shown(request.POST)
        return self.get_response(request)

    def _shown(self, entries):
        if not any(self.NUL in text for name, values in entries.lists() for text in (name, *values)):
            return entries
        shown = QueryDict(mutable=True, encoding=entries.encoding)
        for name, values in entries.lists():
            for value in values:
                shown.appendlist(self._plain(name), self._plain(value))
        shown._mutable = False
        return shown

    def _plain(self, text):
        return text.replace(self.NUL, self.SHOWN)
