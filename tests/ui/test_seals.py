"""Files that only this portal reads."""

from desmigratif.ui.seals import SealedStorage


def test_a_folder_in_which_nothing_was_stored_yet_is_empty(settings, tmp_path):
    settings.LISTS_ROOT = tmp_path / "lists"
    assert SealedStorage("prepared").names() == []
