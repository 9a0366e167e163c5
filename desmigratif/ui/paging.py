"""Pages of lists, each as quick as the first however long the list is.

Rows are counted to a bound. Pages up to there are chosen by their number; behind them one goes on from the
last row of a page, because to skip a million rows costs as much as to read them.
"""

from django.contrib import messages
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from . import versions
from .formatting import number

PER_PAGE = 25
#: So many rows of a list are counted; of a longer one it is said that there are more.
MOST_COUNTED = 10_000
#: Parameters of an address that name the row behind or before which a page goes on.
BEHIND, BEFORE = "after", "before"
#: Parameters that hold for the page asked for and not for the next one or the file.
ONCE = ("page", "sums", BEHIND, BEFORE)


class Rows(Page):
    """One page; `end_index` tells the place of its last row, also where nobody counted to the end.

    `numbers`: the pages to offer by number, None for those left out. `next_row` and `previous_row`: the row
    from which the page beside this one goes on, where it is not found by its number.
    """

    def __init__(self, rows, number, paginator, *, has_more):
        super().__init__(rows, number, paginator)
        self.has_more = has_more

    def has_next(self):
        return self.has_more

    def next_page_number(self):
        return self.number + 1

    def previous_page_number(self):
        return self.number - 1

    def end_index(self):
        return self.start_index() + len(self.object_list) - 1 if self.object_list else 0

    @property
    def numbers(self):
        last = self.paginator.num_pages
        found = self.paginator.get_elided_page_range(min(self.number, last), on_each_side=1, on_ends=1)
        return [*found, self.number] if self.number > last else found

    @property
    def next_row(self):
        return self.object_list[-1].pk if self.number >= self.paginator.num_pages else None

    @property
    def previous_row(self):
        return self.object_list[0].pk if self.number > self.paginator.num_pages + 1 else None


class InTurn:
    """Queries of one table whose rows a list shows one query after the other.

    Each is asked twice: in its order for the ids of a page, which needs none of what it adds to each row,
    then for those rows alone. Where its conditions cost much, `shown` is a query of the same table without
    them, by which these rows are fetched.
    """

    def __init__(self, *queries, shown=None):
        self.queries = queries
        self.shown = shown

    def count(self, most):
        """How many rows there are; counting ends behind `most`."""
        found = 0
        for query in self.queries:
            if found <= most:
                # Without what it adds to each row: a slice would compute that to count.
                found += versions.counted_once(query.order_by().values("pk")[: most + 1 - found])
        return found

    def ids(self, start, stop):
        found, wanted = [], stop - start
        for query in self.queries:
            found += query.prefetch_related(None).values_list("pk", flat=True)[start:stop]
            if len(found) == wanted or query is self.queries[-1]:
                break
            before = 0 if found else query.order_by().count()
            start = max(start - before, 0) if not found else 0
            stop = start + wanted - len(found)
        return found

    def rows(self, ids):
        rows = {}
        for query in self.queries if self.shown is None else [self.shown]:
            if missing := [pk for pk in ids if pk not in rows]:
                rows |= query.order_by().in_bulk(missing)
        return [rows[pk] for pk in ids if pk in rows]

    def beside(self, row, number, *, before=False):
        """Ids of up to `number` rows behind one row, or of those `before` it; None where it is not there."""
        found = None
        for query in reversed(self.queries) if before else self.queries:
            rows = query.prefetch_related(None)
            if before:
                rows = rows.order_by(*(_turned(order) for order in orders_of(query)))
            if found is None:
                rows = _behind(rows, row)
                found = None if rows is None else []
            if found is not None:
                found += rows.values_list("pk", flat=True)[: number - len(found)]
        return found[::-1] if before and found else found


def orders_of(query):
    """What the rows of a query are put in order by."""
    given = query.query.order_by or query.model._meta.ordering
    orders = []
    for order in given:
        if isinstance(order, str):
            order = OrderBy(F(order.removeprefix("-")), descending=order.startswith("-"))
        orders.append(order if isinstance(order, OrderBy) else order.asc())
    return orders


def _turned(order):
    turned = order.copy()
    turned.reverse_ordering()
    return turned


def _behind(query, row):
    """The rows of a query that come behind one of them; None where it is none of them."""
    orders = orders_of(query)
    keys = {f"key{place}": order.expression for place, order in enumerate(orders)}
    stand = query.order_by().filter(pk=row).annotate(**keys).values_list(*keys).first()
    if stand is None:
        return None
    behind, alike = Q(pk__in=()), Q()
    for key, order, value in zip(keys, orders, stand, strict=True):
        behind |= alike & _later(key, order, value)
        alike &= Q(**{key: value}) if value is not None else Q(**{f"{key}__isnull": True})
    return query.alias(**keys).filter(_from(orders[0], stand[0]), behind)


def _later(key, order, value):
    """The condition that a row stands behind those with this value."""
    if value is None:
        return Q(**{f"{key}__isnull": False}) if order.nulls_first else Q(pk__in=())
    later = Q(**{f"{key}__{'lt' if order.descending else 'gt'}": value})
    return later | Q(**{f"{key}__isnull": True}) if order.nulls_last else later


def _from(order, value):
    """That no row stands before those with the first value: said alone, an index begins there."""
    if value is None or order.nulls_last:
        return Q()
    return Q(**{f"key0__{'lte' if order.descending else 'gte'}": value})


def how_many(counted, most):
    """What was counted no further than behind `most`, in words."""
    return _("more than %s") % number(most) if counted > most else number(counted)


class ListPaginator(Paginator):
    """Pages of a list, a query or queries `InTurn` that cost the same however long they are.

    Counting ends at `MOST_COUNTED`. `options`: those of Django, which its admin gives.
    """

    def __init__(self, rows, per_page, *options):
        if isinstance(rows, QuerySet) and rows._fields is None:
            rows = InTurn(rows)
        super().__init__(rows, per_page, *options)

    @cached_property
    def _counted(self):
        rows = self.object_list
        return rows.count(MOST_COUNTED) if isinstance(rows, InTurn) else len(rows)

    @property
    def is_more(self):
        """Whether there are more rows than were counted."""
        return isinstance(self.object_list, InTurn) and self._counted > MOST_COUNTED

    @property
    def count(self):
        return MOST_COUNTED if self.is_more else self._counted

    @property
    def count_in_words(self):
        """How many rows there are, in words."""
        return how_many(self._counted, MOST_COUNTED if self.is_more else self._counted)

    @property
    def num_pages(self):
        """How many pages are found by their number."""
        return max(-(-self.count // self.per_page), 1)

    def page(self, number):
        number = self.validate_number(number)
        start, rows = (number - 1) * self.per_page, self.object_list
        stop = start + self.per_page + 1
        found = rows.ids(start, stop) if isinstance(rows, InTurn) else list(rows[start:stop])
        return self._made(found, number)

    def page_beside(self, number, row, *, before=False):
        """A page that is not found by its number: it goes on behind a row, or ends before it."""
        rows, number = self.object_list, _whole(number)
        if not self.is_more or number <= self.num_pages:
            raise EmptyPage(self.error_messages["no_results"])
        found = rows.beside(_whole(row), self.per_page + (not before), before=before)
        if not found:
            raise EmptyPage(self.error_messages["no_results"])
        return self._made(found, number, is_more=before)

    def _made(self, found, number, *, is_more=False):
        """The page of these rows, or of their ids; one row too much tells that there are more."""
        has_more, shown = is_more or len(found) > self.per_page, found[: self.per_page]
        if isinstance(self.object_list, InTurn):
            shown = self.object_list.rows(shown)
        return Rows(shown, number, self, has_more=has_more)


def _whole(text):
    """The number in an address."""
    if not (str(text).isascii() and str(text).isdecimal() and len(str(text)) < 19):
        raise PageNotAnInteger
    return int(text)


def page_of(request, rows, per_page=PER_PAGE):
    """The page of `rows` that the address asks for; where it is not there, the first and a sentence."""
    paginator, asked = ListPaginator(rows, per_page), request.GET.get("page", "1")
    try:
        for way in (BEHIND, BEFORE):
            if row := request.GET.get(way):
                return paginator.page_beside(asked, row, before=way == BEFORE)
        return paginator.page(asked)
    except (PageNotAnInteger, EmptyPage):
        text = _("There is no page “%(asked)s”: the list has pages 1 to %(last)s. This is page 1.")
        if paginator.is_more:
            text = _(
                "There is no page “%(asked)s” to choose: the list has pages 1 to %(last)s, and “Next” leads "
                "on from there. This is page 1. Narrow the list to come to rows further on."
            )
        messages.warning(request, text % {"asked": asked[:20], "last": number(paginator.num_pages)})
        return paginator.page(1)
