"""All addresses. Each is declared with who may use it; an undeclared one fails the build."""

from django.contrib import admin
from django.urls import include, path, register_converter

from studyhub.web.ids import RandomIdConverter

register_converter(RandomIdConverter, "rid")

urlpatterns = [
    path("", include("studyhub.people.urls")),
    path("lessons/", include("lessons.urls")),
    path("", include("assignments.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "studyhub.web.errors.bad_request"
handler403 = "studyhub.web.errors.permission_denied"
handler404 = "studyhub.web.errors.page_not_found"
handler500 = "studyhub.web.errors.server_error"
