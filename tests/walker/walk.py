"""Walks the portal as one person after the other: follows every link, and asks for what cannot be."""

from collections import Counter, defaultdict
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from .asking import LEAVING, is_page, kind_of
from .entries import ODD, odd_for
from .reading import inside, read

#: Parameters that many lists read.
FILTERS = ("q", "page", "sort", "year", "pillar", "province", "regency", "village", "scope")
#: Forms that every page has, or that have tests of their own.
FRAME = (*LEAVING, "set_language")


class Walk:
    """One walk. `chance`: a seeded `random.Random`; `depth`: how many pages of one kind are opened."""

    def __init__(self, asker, chance, *, depth, is_filled=True):
        self.asker, self.chance, self.depth = asker, chance, depth
        #: Whether there are quarters, problems and the like: before, forms have nothing to choose from.
        self.is_filled = is_filled
        #: What each role opened: `{role: {page: what it links to}}`.
        self.pages = defaultdict(dict)
        #: `{(name of the address, key of the form): [(role, page, address, form)]}`
        self.forms = defaultdict(list)

    def crawl(self, role, starts, most):
        """Follows links from the addresses, at most so many pages, a few of each kind."""
        waiting, seen, kinds = [(address, None) for address in starts], set(self.pages[role]), Counter()
        while waiting and len(self.pages[role]) < most:
            address, origin = waiting.pop(self.chance.randrange(len(waiting)))
            kind = kind_of(address)
            if address in seen or kinds[kind] >= self.depth or kind[0] in LEAVING:
                continue
            seen.add(address)
            kinds[kind] += 1
            waiting += [(target, address) for target in self.look(role, address, linked_from=origin)]

    def look(self, role, address, *, linked_from=None):
        """Opens a page and remembers its forms; the addresses it leads to."""
        response = self.asker.get(role, address)
        if linked_from is not None and response.status_code in (403, 404, 405):
            self.asker.fault(role, address, f"a link leads to {response.status_code}", f"from {linked_from}")
        if response.status_code in (301, 302):
            return [target for target in [inside(response["Location"], address)] if target]
        if not is_page(response):
            return []
        links = self.remember(role, address, response)
        self.pages[role][address] = [target for link in links if (target := inside(link, address))]
        return self.pages[role][address]

    def remember(self, role, address, response):
        """Keeps the forms of a page, by each address that one of their buttons leads to; its links."""
        links, forms = read(response.content.decode())
        for form in forms:
            # The Django admin draws a link beside such a choice, by which one is added.
            is_asked = self.is_filled and not kind_of(address)[0].startswith("admin:")
            for name in form.offers_nothing if is_asked else ():
                what = "a choice without anything to choose"
                self.asker.fault(role, address, what, f"{kind_of(form.action or address)[0]} {name}")
            for target in form.targets(address):
                if kind_of(target)[0] not in FRAME:
                    self.asker.counts["forms"] += 1
                    self.forms[kind_of(target)[0], form.key].append((role, address, target, form))
        return links

    def ask_oddly(self, role, address):
        """Odd parts of an address, and odd values of its filters."""
        parts, query = urlsplit(address), parse_qsl(urlsplit(address).query, keep_blank_values=True)
        segments = [number for number, part in enumerate(parts.path.split("/")) if part]
        if segments:
            pieces = parts.path.split("/")
            pieces[self.chance.choice(segments)] = quote(self._short_odd(), safe="")
            self.asker.get(role, "/".join(pieces))
        name = self.chance.choice([*[name for name, _value in query], *FILTERS])
        value = self._short_odd() if name != "q" else self.chance.choice((self._short_odd(), "a " * 1500))
        kept = [pair for pair in query if pair[0] != name]
        self.asker.get(role, f"{parts.path}?{urlencode([*kept, (name, value)])}")

    def ask_for_far(self, role, method, address):
        """What lies in another area is not there, whatever is asked or posted."""
        with self.asker.aside(role):
            ask = self.asker.get if method == "get" else self.asker.post
            status = ask(role, address, *([{}] if method == "post" else [])).status_code
        if status not in (403, 404):
            self.asker.fault(role, address, f"another area answers {status}", kind_of(address)[0])

    def filter_oddly(self, role, address, form):
        """A form that filters, with one odd value."""
        if form.fields:
            one = self.chance.choice(list(form.fields.values()))
            values = [value for value in odd_for(one, self.chance) if isinstance(value, str)]
            entries = {**form.entries, one.name: [value[:4000] for value in values]}
            self.asker.get(role, f"{urlsplit(address).path}?{urlencode(entries, doseq=True)}")

    def _short_odd(self):
        return self.chance.choice(ODD)[:4000]
