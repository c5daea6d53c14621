"""A real browser, a real worker, a real site: what the journeys run on."""

import os
import shutil
import time

import pytest
from django.utils import timezone

from lo_portal.accounts import mailbox
from lo_portal.accounts import services as accounts

# Playwright's sync API keeps an event loop running, in which Django would refuse the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium: Playwright's own download is not needed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_FLAGS}


@pytest.fixture
def site(live_server, settings):
    """The address of the running portal; its mail and its worker's land in one folder, empty at first."""
    settings.PORTAL_BASE_URL = live_server.url
    settings.LINKS_VOUCH = True
    settings.EMAIL_BACKEND = "lo_portal.mail.FolderBackend"
    shutil.rmtree(settings.MAIL_FOLDER, ignore_errors=True)
    return live_server.url


@pytest.fixture
def person(browser, site):
    """`person(user, PHONE)` is a page of a browser in which `user` pressed a personal link."""
    contexts, troubles = [], []

    def sit_down(user, size=DESKTOP):
        context = browser.new_context(viewport=size, locale="id-ID", base_url=site)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: troubles.append(line.text) if _is_trouble(line) else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.set_default_timeout(20_000)
        secret = accounts.create_sign_in_link(user=user, by=None, at=timezone.now())
        page.goto(f"/me/link/{secret}/")
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        return page

    yield sit_down
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def mails():
    """The mails that left so far, newest first, as they are read."""
    return lambda: mailbox.list_messages(limit=500)


def _is_trouble(line) -> bool:
    """An error of the page itself; 422 is how a form says that it needs another answer."""
    return line.type == "error" and "422" not in line.text


def wait_until(condition, *, seconds: float = 60, what: str = "the condition"):
    """The first true answer of `condition()`, asked four times a second; fails naming `what` never came."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.25)
    raise AssertionError(f"{what} did not come within {seconds} s")
