"""Where each door is."""

from claims.api.health import livez, readyz
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include("claims.api.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.web.urls")),
]
handler404 = "claims.web.views.error.not_found"
handler500 = "claims.web.views.error.server_error"
