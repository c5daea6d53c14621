"""Opening addresses as somebody, with everything undone afterwards, and looking into what came back."""

import copy
import io
import logging
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdf
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from lo_portal.access.addresses import Address, own_addresses
from lo_portal.logs import JsonFormatter
from tests.matrix import world as worlds
from tests.second_step import pass_second_step

PARAMETER = re.compile(r"<\w+:(\w+)>")
WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
BOOKKEEPING = {"django_session", "usersessions_usersession", "pghistory_context"}
# Letters and numbers only: the same telephone is printed in many ways.
SPACING = re.compile(r"[\s().\-\u00a0\u202f\u2011]+")


@dataclass
class Answer:
    """What came back: `text` of the page, of every page of a PDF, of every member of a zip."""

    status: int
    location: str = ""
    text: str = ""
    wrote: set[str] = field(default_factory=set)
    queries: tuple[str, ...] = ()
    error: str = ""
    after: object = None
    ignored: tuple[str, ...] = ()  # lines about fields that nobody read
    refused: bool = False

    @property
    def is_sign_in(self) -> bool:
        return self.status == 302 and self.location.startswith(reverse(settings.LOGIN_URL))

    @property
    def is_refusal(self) -> bool:
        return self.status in (401, 403, 404) or self.is_sign_in


class Visitor:
    """A browser in which one person is signed in; None for nobody."""

    def __init__(self, user):
        self.client = Client(raise_request_exception=False)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            pass_second_step(self.client, user)
        self.cookies = copy.deepcopy(self.client.cookies)

    def ask(self, method: str, url: str, data=None, *, after=None, at=worlds.AT) -> Answer:
        """One request, undone once `after(tables written)` has looked at what it wrote."""
        self.client.cookies = copy.deepcopy(self.cookies)
        cache.clear()  # limits count each visit as the first
        wrote: set[str] = set()
        queries: list[str] = []
        ignored: list[str] = []

        def note(execute, sql, params, many, context):
            queries.append(sql)
            if found := WRITES.match(sql):
                wrote.add(found[2])
            return execute(sql, params, many, context)

        with (
            time_machine.travel(at, tick=False),
            transaction.atomic(),
            connection.execute_wrapper(note),
            _listening_to("lo_portal.unread", ignored),
        ):
            response = getattr(self.client, method)(url, data or {})
            text = text_of(response)
            seen = after(wrote) if after else None
            transaction.set_rollback(True)
        error = repr(response.exc_info[1]) if getattr(response, "exc_info", None) else ""
        return Answer(
            response.status_code,
            response.headers.get("Location", ""),
            text,
            wrote - BOOKKEEPING,
            tuple(queries),
            error,
            seen,
            tuple(ignored),
            getattr(response.wsgi_request, "refused", False),
        )


@contextmanager
def _listening_to(name: str, lines: list[str]):
    """The lines of one logger meanwhile, as they leave for the log of a server."""
    ledger = Ledger(JsonFormatter())
    logging.getLogger(name).addHandler(ledger)
    try:
        yield
    finally:
        logging.getLogger(name).removeHandler(ledger)
        lines += ledger.lines


def text_of(response) -> str:
    """All that a person could read in the response, whatever its wrapping."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join(_texts(body)) + "\n" + str(response.headers.get("Location", ""))


def text_of_mail(message) -> str:
    """Headers and all parts of a mail, decoded as its reader sees them."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    bodies = [part.get_payload(decode=True) for part in parts]
    return "\n".join([*map(str, message.values()), *(text for body in bodies for text in _texts(body))])


def _texts(body: bytes):
    if body.startswith(b"%PDF"):
        yield from (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    elif body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield from _texts(archive.read(name))
    else:
        yield body.decode("utf-8", "replace")


def canaries_in(text: str, world) -> set[tuple[str, str]]:
    """(column, set) of every canary in the text."""
    bare = SPACING.sub("", text)
    return {key for key, needle in world.canaries.items() if needle in bare}


def addresses() -> list[tuple[Address, list[str]]]:
    """Our addresses, each with the names of its parameters."""
    return [(address, PARAMETER.findall(address.route)) for address in own_addresses()]


def declared_methods(view) -> list[str]:
    """What Django's `require_...` decorators on the view let through; empty without one."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return list(view.__closure__[names.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return []


def methods_of(view) -> list[str]:
    """The methods to try, in small letters."""
    return [name.lower() for name in declared_methods(view) or ("GET", "POST") if name in ("GET", "POST")]


def lacking(world, address: Address, parameters) -> list[str]:
    """Parameters of the address of which the world has no row."""
    missing = []
    for parameter in parameters:
        try:
            worlds.arguments(world, address.name, [parameter], "mine")
        except KeyError:
            missing.append(parameter)
    return missing


def url_of(world, address: Address, parameters, of: str, **more) -> str:
    return reverse(address.name, kwargs=worlds.arguments(world, address.name, parameters, of, **more))


def open_all(world, name: str) -> dict[str, Answer]:
    """Every address that can be read, opened by this person for the rows of "mine"; those that answer."""
    found = {}
    for address, parameters in addresses():
        if "get" in methods_of(address.view) and not lacking(world, address, parameters):
            sent = worlds.sent_to(world, address.name, "mine")
            answer = world.visitors[name].ask("get", url_of(world, address, parameters, "mine"), sent)
            if answer.status == 200:
                found[address.name] = answer
    return found


def pages_of(world, name: str) -> dict[str, Answer]:
    """`open_all` of the world as it was built, asked for once."""
    if name not in world.pages:
        world.pages[name] = open_all(world, name)
    return world.pages[name]


class Ledger(logging.Handler):
    """Every log line of the visits, formatted."""

    def __init__(self, formatter=None):
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(formatter or logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record):
        self.lines.append(self.format(record))
