"""Deny by default: every view names the permission it needs, and its object is loaded through it.

`@requires("letters.issue_letter", on=Letter)` loads the object named by the URL through
`Letter.objects.visible_to(user)` (invisible: 404), then asks the predicate registered under that
permission in the room's `rules.py` (visible but forbidden: 403). The view receives the object in
place of its key. `@public` marks the few pages that anyone may open. A test walks the URLconf and
fails on a view that has neither mark.
"""

from collections.abc import Callable
from functools import wraps

import rules
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from lo_portal.accounts import door, refusal


def requires(permission: str, *, on=None, fresh: bool | Callable = False):
    """Guard a view by `permission`; with `on`, load that model's object from the URL first.

    `fresh` marks the cells of the matrix with a `!`: those whose role needs a second step must have
    shown it within the last 15 minutes, and are asked for it here. A function says it of the request.

    The URL's keyword is the model's name: `<uuid:letter>` for `Letter`, `<slug:event>` for `Event`
    (a model whose URL field is not its primary key names it as `URL_FIELD`).
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            target = None
            if on is not None:
                target = _load(on, request, kwargs)
            if not may(request.user, permission, target):
                raise PermissionDenied
            wanted = fresh(request) if callable(fresh) else fresh
            if wanted and door.needs_second_step(request.user) and not door.is_fresh(request):
                return refusal.ask(request, "step-up")
            if target is not None:
                request.event = getattr(target, "event", None)
                return view(request, target, *args, **kwargs)
            return view(request, *args, **kwargs)

        guarded.permission, guarded.on, guarded.fresh = permission, on, fresh
        return guarded

    return decorate


def public(view):
    """Open a view to everybody, signed in or not. The reason belongs in the view's docstring."""
    view = login_not_required(view)
    view.permission = None
    view.public = True
    return view


def may(user, permission: str, target=None) -> bool:
    """Whether `user` holds `permission` on `target`. Superusers get no exception: the matrix decides."""
    return bool(user.is_active and rules.test_rule(permission, user, target))


def _load(model, request, kwargs):
    key = kwargs.pop(model._meta.model_name)
    field = getattr(model, "URL_FIELD", "pk")
    return get_object_or_404(model.objects.visible_to(request.user), **{field: key})
