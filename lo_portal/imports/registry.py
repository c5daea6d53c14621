"""Which kinds of lists there are. Rooms register here; the engine imports no room."""

from collections.abc import Callable

from lo_portal.imports.kinds import Kind, Step

_kinds: dict[str, Kind] = {}
_affected: list[Callable] = []
_events: list = []


def register_kind(kind: Kind) -> None:
    """Make `kind` known. Called once per process, from `AppConfig.ready()`."""
    _kinds[kind.key] = kind


def register_events(provider) -> None:
    """The room of events tells how an event is found.

    `provider` has `get(pk)`, `visible(user, slug)`, `by_slug(slug)`, `only_open()`,
    `slugs()`, `zone(event)` and `from_workbook(values, context)`.
    """
    _events[:] = [provider]


def register_affected(hook: Callable[[list[Step], object], list]) -> None:
    """An upper room names whom a plan touches: `hook(steps, context) -> list of ui texts`."""
    _affected.append(hook)


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def expected() -> list[Kind]:
    """The lists that a whole event's workbook holds and every report names."""
    return [kind for kind in kinds() if kind.reported]


def kind(key: str) -> Kind:
    return _kinds[key]


def events():
    return _events[0]


def affected(steps, context) -> list:
    """Whoever is touched by `steps`, as told by the upper rooms."""
    return [one for hook in _affected for one in hook(steps, context)]
