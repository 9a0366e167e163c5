"""The filters of the lists; their names are the parameters that figures link with."""

from ..people.filters import BeneficiaryFilter
from .activities import DEFAULT_SORT, ActivityFilter, QueueFilter

__all__ = ["DEFAULT_SORT", "ActivityFilter", "BeneficiaryFilter", "QueueFilter"]
