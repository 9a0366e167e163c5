"""How the portal counts, in words; the terms on its screens."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pillars.registers import registers

from ..figures.status import current_scale
from .unchanged import unchanged


@login_not_required
@require_safe
@unchanged
def counting(request):
    context = {"scale": current_scale(), "registers": registers()}
    return render(request, "reports/counting/rules.html", context)
