"""Saves a row whose history is kept, with who did it and why."""


def save_traced(row, *, by, reason):
    row._history_user = by
    row._change_reason = reason[:100]
    row.save()
