"""What a start must not wait for, and what the runner may stand on."""

import os
import subprocess
import sys

from tests.stack import ROOT

HEAVY = ("weasyprint", "pikepdf", "scipy", "uharfbuzz", "fontTools", "pyhanko", "aiohttp", "openpyxl")


def python(*options: str, code: str) -> str:
    done = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_site_starts_without_the_packages_that_take_seconds():
    loaded = python(
        code="import sys, django; django.setup()\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))"
    )

    assert loaded == ""


def test_runner_needs_no_package_at_all():
    """`-S` leaves out site-packages, as on a machine where nothing is installed yet."""
    here = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"

    assert python("-I", "-S", code=here + "from lo_portal.runner import commands; print('ready')") == "ready"
