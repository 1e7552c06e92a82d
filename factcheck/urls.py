"""Where each door is."""

from django.contrib import admin
from django.urls import include, path, re_path

from claims.api.health import livez, readyz
from claims.api.root import UnknownAddress

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include("claims.api.urls")),
    re_path(r"^api(?:/.*)?$", UnknownAddress.as_view()),
    path("admin/", admin.site.urls),
    path("", include("claims.web.urls")),
]
handler404 = "claims.web.views.error.not_found"
handler500 = "claims.web.views.error.server_error"
