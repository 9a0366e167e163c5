"""Sends the forms of pages: as somebody who means it, until they are taken, and as nobody means it."""

from collections import Counter

from .asking import LEAVING, is_page, is_taken, kind_of
from .entries import COUNTS, guess, meant, odd_for
from .reading import inside, read
from .walk import FRAME

#: Addresses that answer a post with a page which shows what was asked for, and lead nowhere.
SHOWING = {
    "pillars:activity-check",
    "pillars:attendance-match",
    "pillars:beneficiary-find",
    "pillars:beneficiary-reveal",
    "pillars:import-mapping",
}


class Sender:
    """`taken`: how often each address took a post.

    `known`: `{address: {field: values}}` of what nobody can guess. `foreign`: ids and codes of another area.
    `shown`: is told of pages that posts show. `again`: how often a page is opened that another post led to.
    """

    def __init__(self, asker, chance, *, known=None, foreign=(), shown=lambda *page: None, again=1):
        self.asker, self.chance, self.shown = asker, chance, shown
        self.known, self.foreign = known or {}, foreign
        self.taken = Counter()
        self.again, self.led_to = again, set()

    # As it is meant

    def send(self, role, page, target, form, *, tries, times=1, deeper=0):
        """The entries with which the form was taken, None if it never was; what it leads to is opened.

        What the page calls wrong is filled in otherwise, as a person would. `deeper`: on the page that a form
        leads to, one of the forms there is sent as well, so many times over.
        """
        with self.asker.aside(role):
            shown, entries = form, self._known(target, meant(form, self.chance, most=0.3))
            for trial in range(tries):
                address, posted = self._pressed(page, target, shown, entries, trial)
                response = self.asker.post(role, address, posted)
                if self._is_done(address, response):
                    self.taken[kind_of(address)[0]] += 1
                    self.asker.counts["taken"] += 1
                    for _time in range(times - 1):
                        self.asker.post(role, address, posted)
                    self._go_on(role, page, address, response, deeper)
                    return entries
                shown, entries = self._mended(response, address, form, shown, trial)
        return None

    def _pressed(self, page, target, form, entries, trial=0):
        """The address and the entries of a press on a button: at first on one that leads to the target."""
        buttons = form.buttons_to(target, page) if trial == 0 else form.buttons
        if not buttons:
            return target, entries
        name, value, own = buttons[0] if trial == 0 else self.chance.choice(buttons)
        address = (inside(own, page) or target) if own else target
        return address, {**entries, name: [value]} if name else entries

    def _is_done(self, address, response):
        if kind_of(address)[0] not in SHOWING:
            return is_taken(response)
        return is_taken(response) or (is_page(response) and b'class="errsum"' not in response.content)

    def _mended(self, response, address, form, before, trial):
        """The form as it came back and entries in which what was called wrong is written otherwise."""
        if trial == 1:
            # Nothing that need not be filled in.
            return form, self._known(address, meant(form, self.chance, most=0))
        again = self._same_form(response, address, before) if is_page(response) else None
        if again is None:
            return form, self._known(address, meant(form, self.chance, most=0.8))
        entries = again.entries
        open_fields = [one for one in again.fields.values() if one.kind != "hidden"]
        wrong = [one for one in open_fields if one.is_wrong] or self._doubtful(open_fields)
        asked = [one for one in open_fields if one.name not in before.fields and not any(one.values)]
        files = [one for one in open_fields if one.kind == "file" and one.is_required]
        for one in [*wrong, *asked, *files]:
            if trial % 2 and any(one.values) and not one.is_required:
                # What was typed is not wanted at all.
                entries[one.name] = form.entries.get(one.name, [])
            else:
                entries[one.name] = guess(one, self.chance, trial + 1)
        return again, self._known(address, entries)

    def _doubtful(self, fields):
        """Nothing is called wrong and the form was not taken: a field or two are changed."""
        return self.chance.sample(fields, k=min(len(fields), 2))

    @staticmethod
    def _same_form(response, address, before):
        near = [
            form
            for form in read(response.content.decode())[1]
            if form.method == "post" and kind_of(inside(form.action, address) or address) == kind_of(address)
        ]
        return max(near, key=lambda form: len(form.fields.keys() & before.fields.keys()), default=None)

    def _known(self, address, entries):
        return entries | self.known.get(kind_of(address)[0], {})

    def _go_on(self, role, page, address, response, deeper):
        if is_page(response):
            self.shown(role, page, response)
        after = inside(response["Location"], address) if is_taken(response) else None
        if after is None or kind_of(after)[0] in LEAVING:
            return
        kind = kind_of(after)[0]
        if kind in self.led_to and not deeper and self.chance.random() >= self.again:
            return
        self.led_to.add(kind)
        opened = self.asker.get(role, after)
        if not deeper or not is_page(opened):
            return
        forms = [form for form in read(opened.content.decode())[1] if form.method == "post"]
        targets = [(target, form) for form in forms for target in form.targets(after)]
        targets = [pair for pair in targets if kind_of(pair[0])[0] not in FRAME]
        if targets:
            self.send(role, after, *self.chance.choice(targets), tries=2, deeper=deeper - 1)

    # As nobody means it

    def send_all_ways(self, role, page, target, form, trials):
        """The form empty, untouched, as it is meant and again, with one odd value each, all of them odd."""
        self._try(role, page, target, {})
        self._try(role, page, *self._pressed(page, target, form, form.entries))
        taken = self.send(role, page, target, form, tries=2 * trials, times=2, deeper=trials) or form.entries
        names = list(form.fields)
        for name in self.chance.sample(names, k=min(len(names), 4 * trials)):
            for _trial in range(trials):
                odd = odd_for(form.fields[name], self.chance, self.foreign)
                self._try(role, page, *self._pressed(page, target, form, {**taken, name: odd}, trial=1))
        self._try(role, page, target, self.all_odd(form))

    def all_odd(self, form):
        """Odd values in every field, but in the counts of rows, which would hide the rows."""
        return {
            name: list(one.values) if COUNTS.search(name) else odd_for(one, self.chance, self.foreign)
            for name, one in form.fields.items()
        }

    def _try(self, role, page, target, entries):
        """Posts, and looks at the page that it leads to and the one it came from."""
        with self.asker.aside(role):
            response = self.asker.post(role, target, entries)
            if is_taken(response):
                self.taken[kind_of(target)[0]] += 1
                self.asker.counts["taken"] += 1
                for after in (inside(response["Location"], target), page):
                    if after and kind_of(after)[0] not in LEAVING:
                        self.asker.get(role, after)
