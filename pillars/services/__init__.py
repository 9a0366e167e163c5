"""Writes of the pillars app; views, admin and importers call these and nothing else."""

from .activities import create_activities, discard_activity, save_activity
from .activity_data import ActivityData, FundingData, VillageCounts, stored_data
from .completeness import (
    missing_for_sending,
    needs_confirmation,
    questions_before_sending,
    similar_activities,
)
from .workflow import (
    recall_activity,
    reopen_activity,
    return_activity,
    send_activities,
    send_activity,
    verify_activities,
    verify_activity,
)

__all__ = [
    "ActivityData",
    "FundingData",
    "VillageCounts",
    "create_activities",
    "discard_activity",
    "missing_for_sending",
    "needs_confirmation",
    "questions_before_sending",
    "recall_activity",
    "reopen_activity",
    "return_activity",
    "save_activity",
    "send_activities",
    "send_activity",
    "similar_activities",
    "stored_data",
    "verify_activities",
    "verify_activity",
]
