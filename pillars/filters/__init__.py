"""The filters of the lists; their names are the parameters that figures link with."""

from .activities import DEFAULT_SORT, ActivityFilter, QueueFilter
from .beneficiaries import BeneficiaryFilter

__all__ = ["DEFAULT_SORT", "ActivityFilter", "BeneficiaryFilter", "QueueFilter"]
