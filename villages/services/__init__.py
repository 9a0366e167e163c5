"""Writes of the villages app; views, admin and loaders call these and nothing else."""

from .area_names import find_village, near_misspellings
from .errors import ListRefused
from .figures import record_figure
from .memberships import add_membership, change_membership
from .villages import change_village, take_village_into_programme

__all__ = [
    "ListRefused",
    "add_membership",
    "change_membership",
    "change_village",
    "find_village",
    "near_misspellings",
    "record_figure",
    "take_village_into_programme",
]
