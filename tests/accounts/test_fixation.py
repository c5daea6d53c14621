"""A session id that somebody planted before is worth nothing once its owner has signed in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lo_portal.accounts import services

pytestmark = pytest.mark.django_db


def test_signing_in_changes_the_session_id(officer_user):
    planted = Client()
    session = planted.session
    session["x"] = 1
    session.save()
    victim = Client()
    victim.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    secret = services.create_sign_in_link(user=officer_user, by=None, at=timezone.now())

    victim.post(reverse("accounts:link-use", args=[secret]))

    assert victim.get(reverse("accounts:profile")).status_code == 200
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    planted.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert planted.get(reverse("accounts:profile")).status_code == 302
