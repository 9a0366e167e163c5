"""Reaches every address that takes a post: finds the form on a page of somebody who may, and sends it."""

import inspect

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.pillars.registers import joined
from tests.test_access import PEOPLE, TABLE
from tests.ui.test_one_way import is_ours, takes_posts

from .asking import kind_of
from .reading import inside

#: Address -> why the walker cannot have a post taken there.
EXCEPTIONS = {
    "set_language": "a form of every page; tests/accounts/test_language.py",
    "pillars:activity-check": "nothing is posted there: its page is sent to activity-send",
}
#: Pages of the sign-in, which come from a package.
SIGN_IN = ("account_login", "account_change_password", "account_reset_password")
#: Address -> the page that has its form, where neither the address nor its thing leads there.
FOUND_ON = {
    "pillars:merge-undo": "pillars:beneficiary-detail",
    "villages:assignment-end": "accounts:user-edit",
    "villages:assignment-remove": "accounts:user-edit",
    "account_end_sessions": "account",
    "account_keep_email": "account",
    "pillars:attendance-add": "pillars:attendance-list",
    **joined("FOUND_ON"),
}


def posted_names(resolver=None, namespace=""):
    """Names of the addresses of the sitemap that take a post, the Django admin's aside."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLPattern):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from posted_names(pattern, inner)
        elif is_ours(view := inspect.unwrap(pattern.callback)) and takes_posts(view):
            yield f"{namespace}{pattern.name}"


class Reach:
    """Tries to have one post taken at every address.

    `things`: arguments of the addresses by key, or by name where an address needs a row of its own; `pages`
    in it: `{name: pages that have its form}`, where it depends on what was chosen.
    """

    def __init__(self, walk, sender, things, chance):
        self.walk, self.sender, self.things, self.chance = walk, sender, things, chance
        self.opened = set()
        #: Who is asked first, the same for all addresses of a run, so that few pages are opened twice.
        self.people = chance.sample(PEOPLE, k=len(PEOPLE))

    def never_taken(self):
        """The addresses at which nobody's post was taken, however it was filled in."""
        names = sorted({*posted_names(), *SIGN_IN} - set(EXCEPTIONS))
        self.chance.shuffle(names)
        missed = [name for name in names if not self._is_reached(name, tries=6)]
        return {name for name in missed if not self._is_reached(name, tries=40)}

    def _is_reached(self, name, tries):
        for role in (role for role in self.people if TABLE[name][2][role] == "ok"):
            tried = set()
            for page in self._near_pages(role, name):
                if (role, page) not in self.opened:
                    self.opened.add((role, page))
                    self.walk.look(role, page)
                if self._is_sent(role, name, tries, tried):
                    return True
        return False

    def _is_sent(self, role, name, tries, tried):
        if self.sender.taken[name]:
            return True
        for (target_name, key), met in self.walk.forms.items():
            for who, page, target, form in met if target_name == name else ():
                if who == role and form.method == "post" and (page, target, key) not in tried:
                    tried.add((page, target, key))
                    self.sender.send(role, page, target, form, tries=tries)
                    if self.sender.taken[name]:
                        return True
        return False

    def _near_pages(self, role, name):
        """The page of the address itself, those that lie above it, and the others about the same thing."""
        own_key = TABLE[name][1]
        address = self._address(name)
        while address.count("/") > 1:
            if TABLE.get(kind_of(address)[0], ("",))[0] == "get":
                yield address
            address = inside("../", address)
        yield from self.things.get("pages", {}).get(name, ())
        if name in FOUND_ON:
            yield self._address(FOUND_ON[name])
        for other, (method, key, expected) in TABLE.items():
            if key and key == own_key and method == "get" and expected[role] == "ok":
                try:
                    yield self._address(other)
                except NoReverseMatch:
                    continue

    def _address(self, name):
        return reverse(name, args=self.things.get(name, self.things[TABLE[name][1]]))
