"""Opens every page of the Django admin with a real row, and posts what can be posted there."""

from django.contrib import admin
from django.urls import reverse

from .asking import is_page, is_taken
from .entries import COUNTS, odd_for
from .reading import read

WHO = "admin"
#: Lines that no page has; a thousand are drawn for it.
MANY = ("99999",)
ODD_IDS = ("abc", "²", "9" * 20, "-1", "0", "\x00", "x" * 5000, "1,5")


class Administration:
    """`whole`: also odd addresses, every action, and odd values in every field one by one."""

    def __init__(self, asker, sender, chance, *, whole):
        self.asker, self.sender, self.chance, self.whole = asker, sender, chance, whole

    def visit(self):
        for model in admin.site._registry:
            self._visit(model)

    def _visit(self, model):
        rows = list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:200])
        if not rows:
            self.asker.fault(WHO, model._meta.label, "no row in the world", model._meta.label)
            return
        key = self._work_on_one_of(model, self.chance.sample(rows, k=len(rows)))
        listed = self._address(model, "changelist")
        self.asker.get(WHO, listed)
        odd = self._some(
            f"{listed}?q={model._meta.model_name}&o=-1&p=0",
            *(f"{listed}?{name}=abc" for name in ("pk__in", "e", "id__exact", "p", "o")),
            *(f"{listed}?{name}={'9' * 20}" for name in _columns(model)),
            *(self._address(model, what, key) for what in ("history", "delete")),
            *(self._address(model, what, "abc") for what in ("change", "history", "delete")),
        )
        for address in odd:
            self.asker.get(WHO, address)
        self._work_on(model, self._address(model, "add"), "add")
        for chosen in self._some(str(key), *ODD_IDS[:4]) if self._is_chosen() else ():
            self._post(listed, {"action": ["delete_selected"], "_selected_action": [chosen]})

    def _is_chosen(self):
        return self.whole or self.chance.random() < 0.3

    def _some(self, *all_of_them):
        return all_of_them if self.whole else [self.chance.choice(all_of_them)]

    def _address(self, model, what, *args):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)

    def _work_on_one_of(self, model, keys):
        """Works on the first row whose page opens: what is another person's draft is not there."""
        for key in keys:
            if self._work_on(model, self._address(model, "change", key), "change"):
                return key
        return self.asker.fault(WHO, model._meta.label, "no row that opens", model._meta.label)

    def _work_on(self, model, address, what):
        """Posts the form of the page untouched, as it is meant, and with ids and values that cannot be."""
        page = self.asker.get(WHO, address)
        if page.status_code in (302, 404):
            return False
        forms = [form for form in read(page.content.decode())[1] if form.fields] if is_page(page) else []
        form = max(forms, key=lambda one: len(one.fields), default=None)
        if form is None or not any(name == "_save" for name, _value, _address in form.buttons):
            if self._is_chosen():
                self._post(address, {"name": ["x"]})
            return True
        if what == "change" and not self._post(address, form.entries):
            self.asker.fault(
                WHO, address, "the admin refuses what is stored", model._meta.label, form.entries
            )
        if what == "add" and not self.sender.send(WHO, address, address, form, tries=40):
            self.asker.fault(WHO, address, "the admin's form was never taken", model._meta.label)
        if odd := self._odd_lines(form):
            self._post(address, {**form.entries, **odd})
        if self._is_chosen():
            self._post(address, self.sender.all_odd(form))
        for name, one in form.fields.items() if self.whole else ():
            self._post(address, {**form.entries, name: odd_for(one, self.chance)})
        if self.whole:
            self._post(address, {})
        return True

    def _odd_lines(self, form):
        """Ids of inline rows that cannot be, more rows than there are, and counts that are none."""
        lines = {}
        for name in form.fields:
            if name.endswith("-id") or name.endswith("-INITIAL_FORMS"):
                lines[name] = [self.chance.choice(ODD_IDS)]
            elif COUNTS.search(name) and name.endswith("TOTAL_FORMS"):
                lines[name] = [self.chance.choice(("1", "2", "²", "-1", "", *MANY[: self.whole]))]
                lines[name.replace("TOTAL_FORMS", "0-id")] = [self.chance.choice(ODD_IDS)]
        return lines

    def _post(self, address, entries):
        with self.asker.aside(WHO):
            return is_taken(self.asker.post(WHO, address, entries))


def _columns(model):
    """Names by which a list may be narrowed in its address."""
    return [field.name for field in model._meta.concrete_fields]
