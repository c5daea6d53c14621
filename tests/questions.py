"""The questions that every page is asked: works, wrong method, stranger, wrong role, bad input."""

from dataclasses import dataclass, field

from django.urls import reverse


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

    def ask(self, client, world: dict):
        """GET of a page that can be read, POST of one that only acts."""
        return (
            client.get(self.url(world))
            if self.read
            else client.post(self.url(world), filled(self.post, world))
        )


def filled(post: dict | None, world: dict) -> dict:
    """The POST data with `@key` replaced by the primary key of that row of the world."""
    return {
        name: str(world[value[1:]].pk) if isinstance(value, str) and value.startswith("@") else value
        for name, value in (post or {}).items()
    }


def wrong_method(page: Page, client, world: dict):
    """PUT is nobody's method here; GET is wrong for a page that only acts."""
    return client.put(page.url(world)) if page.read else client.get(page.url(world))
