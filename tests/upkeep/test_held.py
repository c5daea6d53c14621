"""After a restore a person looks at what is due, then lets it go."""

import pytest
from django.utils import timezone

from assignments.notices import delivery
from assignments.notices.models import Notice
from lo_portal.upkeep import services

URL = "/notices/held/"


@pytest.fixture
def hold(db):
    return services.hold_delivery(reason="restored", data_of=timezone.now(), by=None, at=timezone.now())


def test_every_staff_page_says_it_while_it_lasts(hold, event, staff, client_of):
    client = client_of(staff)
    assert "Tidak ada pesan yang keluar" in client.get(f"/events/{event.slug}/agenda/").content.decode()

    client.post(URL, {"overdue": "send"})

    assert "Tidak ada pesan yang keluar" not in client.get(f"/events/{event.slug}/agenda/").content.decode()


def test_the_page_shows_what_is_due_and_withholds_it(hold, post, officer_user, staff, client_of):
    post(officer_user)
    client = client_of(staff)
    assert "Siaran" in client.get(URL).content.decode()

    client.post(URL)

    assert set(Notice.objects.values_list("state", "muted_by")) == {("cancelled", staff.pk)}
    assert not services.is_held()


@pytest.mark.django_db(transaction=True)
def test_send_everything_sends(hold, post, officer_user, staff, client_of, smtp):
    post(officer_user)
    assert delivery.deliver_due(limit=5).total() == 0

    client_of(staff).post(URL, {"overdue": "send"})

    assert delivery.deliver_due(limit=5).total() == 2


def test_paused_by_the_environment_sends_nothing_and_says_so(settings, staff, client_of, db):
    settings.NOTICES_PAUSED = True
    assert "NOTICES_PAUSED" in client_of(staff).get(URL).content.decode()


def test_only_staff_and_administrators_release(hold, officer_user, admin_user, client_of, client):
    assert client_of(officer_user).post(URL).status_code == 403
    assert client.post(URL).status_code == 302
    assert services.is_held()
    assert client_of(admin_user).get(URL).status_code == 200
    assert client_of(admin_user).put(URL).status_code == 405
