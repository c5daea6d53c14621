"""Every address of the portal with the view behind it, as the URLconf has them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from lo_portal.access.matrix import matrix


@dataclass(frozen=True)
class Address:
    """`route` as written ("events/<slug:event>/"), `name` with its namespace, and the view."""

    route: str
    name: str
    view: Callable

    @property
    def permission(self) -> str | None:
        return getattr(self.view, "permission", None)

    @property
    def is_fresh(self) -> bool:
        """Whether the view asks for the second step again, always or of some requests."""
        return bool(getattr(self.view, "fresh", False))

    @property
    def is_public(self) -> bool:
        return getattr(self.view, "public", False)


def own_addresses() -> list[Address]:
    """Those of our own views; libraries guard theirs."""
    return [address for address in _walk(get_resolver()) if not address.route.startswith(matrix().libraries)]


def _walk(resolver, prefix: str = "", space: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield Address(route, space + (entry.name or ""), entry.callback)
