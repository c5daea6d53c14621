"""The questions that every page is asked: works, wrong method, stranger, wrong role, no session."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

SIGN_IN = "/account/login/code/"


@dataclass(frozen=True)
class Page:
    """A view and what it answers. `key` names the row of the world in its address, "" for none.

    `post` is what a working POST sends; None marks a page that is only read. `officer` and
    `coordinator` are the answers to somebody on the roster with that role.
    """

    name: str
    key: str
    post: dict | None = None
    read: bool = True
    officer: int = 404
    coordinator: int = 200
    stranger: int = 404
    extra: dict = field(default_factory=dict)

    def url(self, world: dict) -> str:
        row = world.get(self.key)
        keys = {} if row is None else {row._meta.model_name: getattr(row, getattr(row, "URL_FIELD", "pk"))}
        return reverse(self.name, kwargs=keys | self.extra)

    def ask(self, client: Client, world: dict) -> HttpResponse:
        """GET of a page that can be read, POST of one that only acts."""
        return (
            client.get(self.url(world))
            if self.read
            else client.post(self.url(world), filled(self.post, world))
        )

    def ask_wrongly(self, client: Client, world: dict) -> HttpResponse:
        """PUT is nobody's method here; GET is wrong for a page that only acts."""
        return client.put(self.url(world)) if self.read else client.get(self.url(world))

    def wanted(self, who: str) -> tuple:
        """The right answers to one of the `visitors`."""
        return {
            "staff": (200, 302),
            "coordinator": (self.coordinator,),
            "officer": (self.officer,),
            "stranger": (self.stranger,),
            "nobody": ("sign in",),
        }[who]


def filled(post: dict | None, world: dict) -> dict:
    """The POST data with `@key` replaced by the primary key of that row of the world."""
    return {
        name: str(world[value[1:]].pk) if isinstance(value, str) and value.startswith("@") else value
        for name, value in (post or {}).items()
    }


def wrong_answers(pages: list[Page], world: dict, visitors: dict[str, Client]) -> list[str]:
    """Every page is asked by each of the visitors and with a wrong method: what is not as its `Page` says.

    What an answer wrote is undone before the next one is asked for.
    """
    wrong = []
    for page in pages:
        for who, client in visitors.items():
            said = _said(undone(page.ask, client, world))
            if said not in page.wanted(who):
                wrong.append(f"{page.name} for {who}: {said}")
        if (said := _said(undone(page.ask_wrongly, visitors["staff"], world))) != 405:
            wrong.append(f"{page.name} by a wrong method: {said}")
    return wrong


def undone(ask: Callable[..., HttpResponse], *words) -> HttpResponse:
    """The answer to one request, with what it wrote undone."""
    with transaction.atomic():
        response = ask(*words)
        transaction.set_rollback(True)
    return response


def _said(response: HttpResponse) -> int | str:
    """The status, or "sign in": led there, or what was typed is kept with the way there beside it."""
    led = response.status_code == 302 and response["Location"].startswith(SIGN_IN)
    kept = response.status_code == 401 and SIGN_IN in response.content.decode()
    return "sign in" if led or kept else response.status_code
