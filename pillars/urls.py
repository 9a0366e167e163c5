"""Addresses of the pillars app."""

from django.urls import path

app_name = "pillars"
urlpatterns = []
