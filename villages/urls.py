"""Addresses of the villages app."""

from django.urls import path

app_name = "villages"
urlpatterns = []
