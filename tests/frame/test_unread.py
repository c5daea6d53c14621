"""Posted fields that no form and no verb reads: ignored, and told of once, without their values."""

import logging

import pytest
from django.http import QueryDict
from django.urls import reverse

from lo_portal.accounts.models import Role
from lo_portal.forms import posted_below
from lo_portal.unread import NAMES_TOLD, Posted

pytestmark = pytest.mark.django_db
LOG = "lo_portal.unread"


def _told(caplog):
    return [(record.count, record.fields) for record in caplog.records if record.name == LOG]


@pytest.fixture
def profile(officer_user, client_of, caplog):
    caplog.set_level(logging.WARNING, LOG)
    client = client_of(officer_user)
    return lambda **more: client.post(
        reverse("accounts:profile"), {"language": "en", "csrfmiddlewaretoken": "x"} | more
    )


def test_a_form_as_it_is_leaves_no_line(profile, caplog):
    assert (profile().status_code, _told(caplog)) == (302, [])


def test_a_role_posted_besides_is_not_taken_and_told_of(profile, officer_user, caplog):
    profile(roles="admin", is_superuser="on")

    officer_user.refresh_from_db()
    assert (officer_user.roles, officer_user.is_superuser) == ([Role.OFFICER], False)
    assert _told(caplog) == [(2, "is_superuser roles")]
    assert "admin" not in caplog.text


def test_names_that_are_no_names_are_counted_only(profile, caplog):
    hostile = {"a\nb": "1", "<b>": "1"} | {f"x{number}": "1" for number in range(40)}
    profile(**hostile)

    ((count, fields),) = _told(caplog)
    assert (count, len(fields.split())) == (42, NAMES_TOLD)


def test_a_refused_form_says_nothing_of_what_was_not_reached(profile, caplog):
    assert profile(language="klingon", roles="admin").status_code == 422
    assert _told(caplog) == []


def test_walking_over_the_names_reads_none():
    posted = Posted.watching(QueryDict("reason-a=1&reason-b=2&other=3&csrfmiddlewaretoken=x"))

    assert dict(posted.items())["other"] == "3"
    assert posted.unread == ["other", "reason-a", "reason-b"]
    assert posted_below(posted, "reason-") == {"a": "1", "b": "2"}
    assert posted.unread == ["other"]
