"""The one way from a form to a service to a sentence, on every page that stores something.

`create` for what is there once more afterwards, `change` for a row that others may change too, `step` for a
decision with a few words, `press` for a button alone; `carry_out` for what the page itself shows. Each works
in one transaction and answers with a redirect and a sentence; where a view gets None from it, the view draws
its page (again), with what was typed and why it was not stored. Services are handed over as functions,
because a deadlock is tried once more. `form_page` is the page of a form with nothing beside it.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import kept
from .conflicts import conflict_page
from .models import SentForm
from .refusals import Refused
from .transactions import retried

#: What a form carries beside its entries.
MARKS = ("csrfmiddlewaretoken", "token", "who", "version")
#: How long a page may stay open and still be known as sent.
REMEMBERED = timedelta(days=30)
SAME_MOMENT = gettext_lazy(
    "Somebody else saved this at the same moment. Nothing of yours was stored yet: send it again to compare."
)


def create(request, form, write, *, message, to=None):
    """Stores what the form describes, once, however often the form is sent.

    `write()` is the service and gives what was made; `message` its sentence and `to` the address to go on to,
    both as they are or as functions of what was made (`to` may be left out where that has a page).
    """
    if request.method == "POST" and (done := _sent_already(request)):
        return done.answer(request)
    if not _may_store(request, form):
        return None
    return _stored(request, form, lambda: _once(request, write, message, to))


def change(request, form, write, *, row, message, to=None, hold=None):
    """Stores what the form says of `row`, unless somebody changed it after the page was opened.

    Then the answer is the page of two people's changes. The stored values are those of `form.initial`.
    `hold()` locks what the service locks before the row, where there is such a thing: the row is locked here.
    """
    if not _may_store(request, form):
        return None
    if page := conflict_page(request, form, row):
        return page
    return _stored(request, form, lambda: _unchanged(row, write, message, to, hold))


def step(request, form, write, *, message, to=None):
    """Carries out what the form decides; its repetition is refused by the service itself."""
    if not _may_store(request, form):
        return None
    return _stored(request, form, lambda: _repeatable(write, message, to))


def begun_with(request, *fields, **named):
    """What the address says of a new form, as its `initial`: `?village=35.04.08.2001`.

    `named`: fields that bear another word in the address, `budget_year="year"`.
    """
    words = {**dict(zip(fields, fields, strict=True)), **named}
    return {field: request.GET[word] for field, word in words.items() if request.GET.get(word)}


def carry_out(form, write):
    """What `write()` gives; None with the reason in the form where it is refused.

    Not in one transaction: what a service notes of a question stays noted when it refuses the answer.
    """
    try:
        return write()
    except Refused as refused:
        refused.show_in(form)
        form.refused = refused
        return None


def press(request, write, *, message, to=None, back=None, once=False):
    """Carries out what a button asks for; with `once` a second post of the same page does nothing more.

    `back`: where to go when it is refused, or a function that gives the page; without it as `to`.
    """
    store = partial(_once, request) if once else _repeatable
    try:
        done = retried(store)(write, message, to)
    except Refused as refused:
        messages.warning(request, refused.message)
        return back() if callable(back) else redirect(back if back is not None else to)
    return done.answer(request)


def form_page(request, form, *, title, submit, cancel, crumbs, heading="", lead=""):
    """The page of one form that needs no template of its own.

    `title` of the window, and the heading where that is no other; `lead`: a sentence below it; `submit`: what
    the button does; `cancel`: the address to leave to.
    """
    words = {"title": title, "heading": heading or title, "lead": lead, "submit": submit}
    return render(
        request, "plain_form_page.html", {**words, "form": form, "cancel": cancel, "crumbs": crumbs}
    )


@dataclass(frozen=True)
class _Done:
    """What was done, in words, and where to go on."""

    sentence: str
    location: str
    level: int = messages.SUCCESS

    @classmethod
    def of(cls, result, message, to):
        sentence = message(result) if callable(message) else message
        target = to(result) if callable(to) else to
        return cls(str(sentence or ""), resolve_url(result if target is None else target))

    def answer(self, request):
        if self.sentence:
            messages.add_message(request, self.level, self.sentence)
        return redirect(self.location)


def _may_store(request, form):
    return request.method == "POST" and form.is_valid()


def _stored(request, form, write):
    try:
        done = retried(write)()
    except Refused as refused:
        refused.show_in(form)
        form.refused = refused
        if refused.may_pass:
            kept.keep_for_later(request, token_of(request))
        return None
    kept.forget(request.user, token_of(request))
    return done.answer(request)


def _repeatable(write, message, to):
    """What may be asked for again without harm: the service refuses it, or it changes nothing more."""
    return _Done.of(write(), message, to)


# Once


def token_of(request):
    """The mark of the page that was sent; None where the form came without one."""
    return row_number(request.POST.get("token", ""))


def _once(request, write, message, to):
    page = token_of(request)
    if page is None:
        return _Done.of(write(), message, to)
    # A page may hold several forms, each with an address of its own.
    token = uuid.uuid5(page, request.path)
    entries = _digest(request)
    SentForm.objects.filter(user=request.user, at__lt=timezone.now() - REMEMBERED).delete()
    # A second post of the same page waits here until the first is stored, or does its work where that failed.
    sent, is_first = SentForm.objects.get_or_create(
        user=request.user, token=token, defaults={"entries": entries}
    )
    if not is_first:
        return _sent_before(request, sent, entries)
    done = _Done.of(write(), message, to)
    sent.location = done.location
    sent.save(update_fields=["location"])
    return done


def _sent_already(request):
    """What became of the same entries; asked first, because what was stored by them may refuse them now."""
    page = token_of(request)
    if page is None:
        return None
    token = uuid.uuid5(page, request.path)
    sent = SentForm.objects.filter(user=request.user, token=token, entries=_digest(request)).first()
    return _sent_before(request, sent, sent.entries) if sent and sent.location else None


def _sent_before(request, sent, entries):
    if sent.entries == entries:
        message = _("This form was sent already, so nothing was stored a second time.")
        return _Done(message, sent.location, messages.INFO)
    # Back in the browser, other entries, sent again: another thing, if that is what is meant.
    request.renew_token = True
    raise Refused(
        format_html(
            _(
                "What you sent with this form before <a href='{}'>is stored</a>. Send it again if these "
                "entries are to be stored as well."
            ),
            sent.location,
        )
    )


def _digest(request):
    typed = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in MARKS)
    files = sorted((name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent)
    return sha256(repr((request.get_full_path(), typed, files)).encode()).hexdigest()


# Unchanged


def _unchanged(row, write, message, to, hold):
    """Carries out `write` if the row still says what the page was made of, locked while it is changed."""
    if row is not None and row.pk:
        if hold:
            hold()
        stored = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
        if stored is None or _differ(stored, row):
            raise Refused(str(SAME_MOMENT))
    return _Done.of(write(), message, to)


def _differ(stored, row):
    """Whether the stored row says something else than the one at hand, as far as that was read."""
    names = [field.attname for field in row._meta.concrete_fields if field.attname in row.__dict__]
    return any(getattr(stored, name) != getattr(row, name) for name in names)


def row_id(text):
    """The id of a row as a page posts it; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def row_number(text):
    """The long number (UUID) of a row or page as a page posts it; None, which none has, for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
