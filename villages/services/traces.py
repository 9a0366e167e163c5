"""Saves a row whose history is kept, with who did it and why."""


def save_traced(row, *, by, reason):
    """`reason` is an English phrase marked for translation; pages show it in the reader's language."""
    row._history_user = by
    row._change_reason = reason
    row.save()
