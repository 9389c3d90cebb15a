"""Which rooms does a server open only when somebody comes? One that shows pages alone loads nothing of the editors' own."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.module_loading import import_string

View = Callable[..., HttpResponseBase]


class Later:
    """A view that is imported at its first request."""

    def __init__(self, name: str, for_staff: bool) -> None:
        self._name, self._for_staff = name, for_staff

    @cached_property
    def opened(self) -> View:
        from django.contrib import admin

        found: View = import_string(self._name)
        return admin.site.admin_view(found) if self._for_staff else found

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.opened(request, *args, **kwargs)


def view(name: str, *, for_staff: bool = False) -> Later:
    """The view with this dotted name; `for_staff` lets in whom the admin lets in."""
    return Later(name, for_staff)


class Room(URLResolver):
    """Addresses below a path, known by names in a namespace of their own."""

    def __init__(self, path: str, module: str, namespace: str) -> None:
        super().__init__(RoutePattern(path, is_endpoint=False), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Nothing: whoever asks for a name in the namespace goes through the patterns themselves."""
