"""System checks: the build fails where a route or an admin is not declared."""

from django.contrib import admin
from django.core.checks import Error, register

from studyhub.access.admin import ScopedModelAdmin
from studyhub.access.routes import all_routes


@register()
def every_route_is_declared(app_configs, **kwargs) -> list[Error]:
    """Report each address that nobody declared."""
    return [
        Error(f"The route {name or pattern} is not declared.", id="access.E001")
        for name, pattern, found in all_routes()
        if found is None
    ]


@register()
def every_admin_is_scoped(app_configs, **kwargs) -> list[Error]:
    """Report each registered admin that does not inherit the scoped base."""
    return [
        Error(f"{type(model_admin).__name__} does not inherit ScopedModelAdmin.", id="access.E002")
        for model_admin in admin.site._registry.values()
        if not isinstance(model_admin, ScopedModelAdmin)
    ]
