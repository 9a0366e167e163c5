"""Home, dashboards, profiles, administration."""

from django.urls import path

app_name = "reports"
urlpatterns = []
