"""Activities made through the services, so that tallies are what the portal itself keeps."""

import datetime

from pillars.choices import Progress
from pillars.models import ActivityType
from pillars.services import (
    ActivityData,
    FundingData,
    VillageCounts,
    save_activity,
    send_activity,
    verify_activity,
)


def activity(by, pillar, villages, *, start, days=1, lines=(), heads=(5, 7, 0), verifier=None, **data):
    """A sent activity, verified when `verifier` is given; the same head counts in each village.

    Unless `lines` say otherwise, Rp100 are planned and Rp40 of them spent once it is completed.
    """
    start_on = datetime.date.fromisoformat(start)
    data.setdefault("status", Progress.DONE)
    category = data.pop("category", "returned")
    is_done = data["status"] == Progress.DONE
    lines = lines or ([(100, 40)] if is_done else [(100, None)])
    made = save_activity(
        data=ActivityData(
            pillar=pillar,
            type=data.pop("type", None) or ActivityType.objects.filter(pillar=pillar).first(),
            title=data.pop("title", f"Kegiatan {start}"),
            budget_year=data.pop("budget_year", start_on.year),
            villages=[
                VillageCounts(village, counts={category: heads} if is_done else {}) for village in villages
            ],
            start_on=start_on,
            end_on=start_on + datetime.timedelta(days=days - 1),
            result="Selesai" if is_done else "",
            obstacle="Tidak jadi" if data["status"] == Progress.CANCELLED else "",
            lines=[
                row if isinstance(row, FundingData) else FundingData("apbn", plan=row[0], actual=row[1])
                for row in lines
            ],
            over_plan_reason="uji",
            **data,
        ),
        by=by,
    )
    made = send_activity(activity=made, by=by, confirmed=True)
    return verify_activity(activity=made, by=verifier) if verifier else made
