"""No page leads its reader to a page that refuses: neither a link, nor a form, nor what a fragment polls."""

import re
from html import unescape

import pytest
from django.urls import Resolver404, resolve

from tests.matrix.visiting import pages_of

LEADS = re.compile(r'(?:href|action|hx-get|hx-post)="(/(?!static/)[^"#]*)')
REFUSED = (401, 403, 404)
ON_THE_PHONE_ALONE = {"duty:offline"}  # what a phone shows that has no signal


def _view(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return path


@pytest.mark.parametrize("name", ["staff", "coordinator", "officer", "signatory"])
def test_no_page_leads_to_a_refusal(name, world, db):
    leads: dict[str, tuple[str, str]] = {}  # one way to each view that some page names
    for page, answer in pages_of(world, name).items():
        if page not in ON_THE_PHONE_ALONE:
            for path in map(unescape, LEADS.findall(answer.text)):
                leads.setdefault(_view(path), (page, path))
    refused = [
        f"{page} leads to {path}"
        for page, path in leads.values()
        if world.visitors[name].ask("get", path).status in REFUSED
    ]
    assert leads
    assert not refused, "\n" + "\n".join(refused)
