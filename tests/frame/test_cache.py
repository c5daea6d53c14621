"""Redis away: the cache answers as if empty, rests for a while, and comes back by itself."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from lo_portal import cache as patient
from tests.factories import UserFactory


@pytest.fixture
def dead(settings, monkeypatch):
    """The cache of a Redis that nobody runs."""
    monkeypatch.setattr(
        patient.PatientRedisCache, "_cache", property(lambda self: patient_client("redis://127.0.0.1:9/0"))
    )
    return caches["default"]


def patient_client(url):
    from django.core.cache.backends.redis import RedisCacheClient

    return RedisCacheClient([url], socket_connect_timeout=1)


def test_a_dead_cache_is_an_empty_one(dead, caplog):
    assert dead.get("x", "tidak ada") == "tidak ada"
    assert dead.add("x", 1)
    dead.set("x", 1)
    assert not dead.delete("x")
    assert not dead.touch("x")
    assert "x" not in dead
    assert caplog.text.count("cache unreachable") == 1


def test_signing_in_needs_no_cache(dead, db, mailoutbox):
    UserFactory(email="rina@contoh.example", roles=["officer"])
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "rina@contoh.example"})
    code = mailoutbox[0].subject[:6]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/me/profile/").status_code == 200


def test_a_living_cache_keeps_what_it_is_given():
    cache = caches["default"]
    cache.set("uji-kesabaran", "ada")
    assert cache.get("uji-kesabaran") == "ada"
    assert not cache.add("uji-kesabaran", "lain")
    assert cache.delete("uji-kesabaran")
