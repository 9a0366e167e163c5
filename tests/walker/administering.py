"""Rows that come in by the Django admin, typed into its forms as an administrator does."""

from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import Organisation
from pillars.models import Pillar


def fill_in(admin):
    """One row of each list that the admin alone keeps."""
    client = Client()
    client.force_login(admin)
    first, second = Organisation.objects.order_by("pk")[:2]
    bands = {
        "bands-TOTAL_FORMS": "2",
        "bands-INITIAL_FORMS": "0",
        **_line("bands", 0, name="Rendah", name_en="Low", from_percent=""),
        **_line("bands", 1, name="Tinggi", name_en="High", from_percent="75"),
    }
    for model, entries in {
        "villages_areagroup": {
            "slug": "uji",
            "name": "Kelompok uji",
            "name_en": "Test group",
            "areas": ["35.04"],
        },
        "villages_formedcheck": {"year": "2025", "villages": "12", "source": "uji"},
        "pillars_scale": {"on_track_from": "90", "attention_from": "70", "note": "uji"},
        "pillars_achievementscale": {"name": "Skala", "name_en": "Scale", "source": "uji", **bands},
        "pillars_pillarcontributor": {
            "organisation": second.pk,
            "pillar": Pillar.objects.get(number=3).pk,
            "source": "uji",
        },
        "reports_dormancyrule": {"months": "6", "note": "uji"},
        "reports_readinessscale": {"ready_from": "80", "underway_from": "40", "note": "uji"},
        "accounts_organisationchange": {
            "organisation": first.pk,
            "kind": "function_moved",
            "effective_on": "2025-01-01",
            "successors": [second.pk],
            "source": "uji",
        },
    }.items():
        response = client.post(reverse(f"admin:{model}_add"), entries)
        assert response.status_code == 302, (model, response.context["errors"])


def _line(prefix, number, **entries):
    return {f"{prefix}-{number}-{name}": value for name, value in entries.items()}
