"""What several parts of one page ask alike: asked of the database once, for that page alone."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P, R = ParamSpec("P"), TypeVar("R")
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


def asked_once(ask: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function finds, by its arguments, until the page is made.

    For small rows that are read and never changed by a page (pillars, quarters, thresholds). Wherever no page
    is made, as in services, commands and answers to a form that was sent, the function asks each time.
    """

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        found = _answers.get()
        if found is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in found:
            found[key] = ask(*args, **kwargs)
        return found[key]

    return answer


class AskedOnceMiddleware:
    """Begins anew with every page, and forgets when it is made."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _answers.set({} if request.method in ("GET", "HEAD") else None)
        try:
            return self.get_response(request)
        finally:
            _answers.reset(token)
