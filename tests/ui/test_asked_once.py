"""What parts of a page ask alike is asked once, for that page alone."""

import pytest
from django.http import HttpResponse

from desmigratif.ui.asked_once import AskedOnceMiddleware, asked_once


@pytest.mark.parametrize(
    ("method", "expected"), [("get", [1, 1, 2]), ("head", [1, 1, 2]), ("post", [1, 2, 3])]
)
def test_a_page_asks_once_by_arguments_and_a_form_each_time(rf, method, expected):
    asked = []

    @asked_once
    def rows(about="this"):
        asked.append(about)
        return len(asked)

    def page(request):
        return HttpResponse(repr([rows(), rows(), rows("that")]))

    answer = AskedOnceMiddleware(page)
    for earlier in range(2):
        before = len(asked)
        shown = answer(getattr(rf, method)("/")).content.decode()
        assert shown == repr([before + number for number in expected]), earlier
    assert rows() == rows() - 1
