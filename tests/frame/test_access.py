"""Every address names the permission that it needs, or says that it is public and why."""

from django.urls import URLPattern, URLResolver, get_resolver

# Pages of libraries, with their own guards: sign-in is public by nature, the admin asks by itself.
THIRD_PARTY = ("account/", "admin/")
REDIRECT_TO_HOME = ""


def _patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def _own_views():
    return [
        (route, view)
        for route, view in _patterns(get_resolver())
        if not route.startswith(THIRD_PARTY) and route != REDIRECT_TO_HOME
    ]


def test_every_view_names_its_permission_or_is_public():
    nameless = [route for route, view in _own_views() if not hasattr(view, "permission")]
    assert nameless == []


def test_every_named_permission_has_a_rule():
    import rules

    unknown = {
        (route, view.permission)
        for route, view in _own_views()
        if view.permission is not None and not rules.rule_exists(view.permission)
    }
    assert unknown == set()


def test_public_views_say_why():
    silent = [
        route
        for route, view in _own_views()
        if getattr(view, "public", False)
        and view.__module__.startswith(("lo_portal.", "assignments."))
        and not (view.__doc__ or "").strip()
    ]
    assert silent == []


def test_the_walk_reaches_the_rooms():
    routes = {route for route, _view in _own_views()}
    assert {"events/", "delegations/<uuid:delegation>/", "officers/<uuid:officer>/"} <= routes
