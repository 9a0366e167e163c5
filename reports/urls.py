"""Home, dashboards, profiles, administration."""

from django.urls import path, re_path

from .views.counting import counting
from .views.home import home
from .views.public import open_data
from .views.villages import village_detail

app_name = "reports"
urlpatterns = [
    path("", home, name="home"),
    path("data-terbuka/provinsi-pilar.csv", open_data, name="open-data"),
    path("cara-menghitung/", counting, name="counting"),
    # Only codes, so that /desa/tambah/ stays the villages app's.
    re_path(r"^desa/(?P<code>\d\d\.\d\d\.\d\d\.\d{4})/$", village_detail, name="village-detail"),
]
