"""A database that is away is told as such, and what was typed can be sent again."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from lo_portal import errors


def away(request):
    """What Django does with an exception: the page is made while it is being handled."""
    try:
        raise OperationalError("server closed the connection")
    except OperationalError:
        return errors.server_error(request)


def test_a_read_may_be_tried_again():
    response = away(RequestFactory().get("/events/"))
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "no-store" in response["Cache-Control"]
    assert "<form" not in response.content.decode()


def test_typed_words_are_kept_but_no_secret():
    response = away(RequestFactory().post("/x/?a=1", {"note": '"halo" <b>', "passphrase": "rahasia"}))
    page = response.content.decode()
    assert 'action="/x/?a=1"' in page
    assert 'value="&quot;halo&quot; &lt;b&gt;"' in page
    assert "rahasia" not in page


def test_sign_in_keeps_nothing():
    response = away(RequestFactory().post("/account/login/code/confirm/", {"code": "123456"}))
    assert "123456" not in response.content.decode()


@pytest.mark.parametrize("body", [b"--x\r\ngarbage"])
def test_a_cut_body_is_no_second_fault(body):
    request = RequestFactory().generic("POST", "/x/", body, content_type="multipart/form-data; boundary=x")
    assert away(request).status_code == 503


def test_any_other_fault_is_a_fault():
    try:
        raise ValueError
    except ValueError:
        assert errors.server_error(RequestFactory().get("/")).status_code == 500
