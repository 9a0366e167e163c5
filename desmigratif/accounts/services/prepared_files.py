"""Files that a worker makes: asked for by one person, made with that person's rights, gone after a day."""

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused

from ..assigned import assigned_codes
from ..models import PreparedFile, User

#: Files of one person that may wait at a time; the worker serves everybody.
MOST_WAITING = 3


def rights_of(user: User) -> str:
    """A text that changes whenever what the person may read changes: role, employer, areas of today."""
    today = clock.today()
    organisation = user.organisation
    said = [
        user.role,
        user.may_sign_in,
        user.oversees_access,
        user.organisation_id,
        bool(organisation and organisation.has_ended(today)),
        *assigned_codes(user),
    ]
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()


@transaction.atomic
def ask_for_file(
    *, user: User, address: str, name: str, what: str, rows: int, names_people: bool
) -> tuple[PreparedFile, bool]:
    """The file to be made, and whether it was not asked for already; raises `Refused` beyond a few."""
    waiting = PreparedFile.objects.of(user).waiting().select_for_update()
    rights, language = rights_of(user), translation.get_language()
    if same := waiting.filter(address=address, rights=rights, language=language).first():
        return same, False
    if len(waiting) >= MOST_WAITING:
        text = _("%s of your files are still being made. Ask for this one once they are ready.")
        raise Refused(text % MOST_WAITING)
    file = PreparedFile.objects.create(
        user=user,
        address=address,
        language=language,
        rights=rights,
        name=name,
        what=what,
        rows=rows,
        names_people=names_people,
    )
    return file, True


def withdraw_files(sees: Callable[[User], bool]) -> int:
    """Files of people, made or being made, that may hold somebody who is shown no longer; returns how many.

    `sees`: whether the person may be in what a user asked for.
    """
    files = PreparedFile.objects.filter(names_people=True).exclude(rights="")
    askers = User.objects.filter(pk__in=files.values("user"))
    holding = files.filter(user__in=[user for user in askers if sees(user)])
    return holding.update(state=PreparedFile.State.FAILED, rights="")


def forget_old_files() -> int:
    """Removes the files that were asked for more than a day ago; returns how many."""
    old = list(PreparedFile.objects.old())
    for file in old:
        if file.file:
            file.file.delete(save=False)
        file.delete()
    return len(old)
