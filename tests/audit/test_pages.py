"""The page of the trail: who may read it, what the filters leave, what the file says."""

import ast
import re
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from assignments.field.models import INCIDENT_MOVES
from assignments.field.models.closing import REPORT_MOVES
from delegates import services as delegates
from lo_portal.access.matrix import matrix
from lo_portal.audit import trail, words
from lo_portal.audit.models import AuditEntry
from tests import factories
from tests.stack import ROOT

PAGE = reverse("audit:trail-list")
CSV = reverse("audit:trail-export", args=["csv"])
ROOMS = ("assignments", "delegates", "events", "lo_portal", "officers")


@pytest.fixture
def guest(event, staff, at):
    """A guest whose position was changed and whose passport was looked at, on 21 November 2022."""
    guest = factories.GuestFactory(full_name="Datuk Meranti Jati", delegation__event=event)
    changes = {"position": "Menteri Besar", "passport_number": "K-777-XYZ"}
    delegates.change_guest(guest=guest, changes=changes, by=staff, at=at)
    trail.record_view(on=guest, by=staff, at=at, fields=["passport_number"], reason="urusan visa")
    return guest


def read(client, **query) -> str:
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_trail_is_for_staff_and_administrators(
    guest, staff, admin_user, officer_user, coordinator, client_of, client
):
    for url in (PAGE, CSV):
        assert client_of(staff).get(url).status_code == 200
        assert client_of(admin_user).get(url).status_code == 200
        for other in (officer_user, coordinator):
            assert client_of(other).get(url).status_code == 403
        assert client.get(url).status_code == 302
        assert client_of(staff).post(url).status_code == 405
    assert client_of(staff).get(reverse("audit:trail-export", args=["exe"])).status_code == 404


def test_staff_read_in_words_what_changed_and_never_a_restricted_value(guest, staff, client_of):
    page = read(client_of(staff))
    for text in ("Dewi Staf", "Datuk Meranti Jati", "diubah", "Menteri Besar", "•••"):
        assert text in page
    views = read(client_of(staff), kind="views")
    for text in ("melihat: nomor paspor", "urusan visa"):
        assert text in views
    assert "K-777-XYZ" not in page + views


def test_an_administrator_reads_no_values_and_no_names(guest, admin_user, client_of):
    client = client_of(admin_user)
    everything = read(client) + read(client, kind="views") + client.get(CSV).content.decode()
    assert "D••• M••• J•••" in everything
    for value in ("Datuk Meranti Jati", "Menteri Besar", "urusan visa"):
        assert value not in everything


@pytest.mark.parametrize(
    ("query", "stays"),
    [
        ({"who": "dewi"}, True),
        ({"who": "hendri"}, False),
        ({"what": "meranti"}, True),
        ({"what": "cendana"}, False),
        ({"deed": "guest.changed"}, True),
        ({"deed": "guest.added"}, False),
        ({"first": "2022-11-21", "last": "2022-11-21"}, True),
        ({"first": "2022-11-22"}, False),
        ({"last": "2022-11-20"}, False),
        ({"kind": "views", "who": "dewi"}, True),
        ({"kind": "views", "last": "2022-11-20"}, False),
        ({"first": "kemarin", "kind": "apa", "event": "x"}, True),  # nonsense filters nothing
    ],
)
def test_filters(query, stays, guest, staff, client_of):
    page = read(client_of(staff), **query)
    assert ("Datuk Meranti Jati" in page) is stays
    assert ("Tidak ada yang cocok" in page) is not stays


def test_filter_of_an_event_and_of_a_day_in_the_bureaus_zone(event, staff, client_of):
    other = factories.EventFactory(name="Rakor Kecamatan", short_name="Rakor Kecamatan")
    late = datetime(2022, 11, 21, 16, 59, tzinfo=UTC)  # 23.59 WIB of the 21st
    trail.record("event.changed", on=event, by=staff, at=late)
    trail.record("event.changed", on=other, by=staff, at=late.replace(hour=17, minute=0))

    client = client_of(staff)
    assert "Rakor Kecamatan" not in read(client, last="2022-11-21")
    assert "Rakor Kecamatan" in read(client, first="2022-11-22")
    assert "Rakor Kecamatan" not in read(client, event=str(event.pk))


def test_the_file_says_the_same_and_leaves_a_line(guest, staff, client_of):
    body = client_of(staff).get(CSV, {"what": "meranti"}).content.decode()

    assert "Datuk Meranti Jati" in body
    assert "jabatan:  → Menteri Besar" in body or "→ Menteri Besar" in body
    assert AuditEntry.objects.get(verb="list.exported").actor == staff


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same(count, event, staff, at, client_of, django_assert_num_queries):
    for _number in range(count):
        trail.record("event.changed", on=event, by=staff, at=at, detail={"name": ["a", "b"]})
    client = client_of(staff)
    with django_assert_num_queries(7):
        client.get(PAGE)


def test_a_deed_without_words_of_its_own_is_shown_as_it_is(event, staff, at, client_of):
    trail.record("event.turned_upside_down", on=event, by=staff, at=at)
    assert "turned upside down" in read(client_of(staff))


def _verbs() -> set[str]:
    """Every "noun.participle" that a module which writes the trail holds, but for names of other things."""
    others = {model._meta.label_lower for model in apps.get_models()} | set(matrix().may)
    found = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        text = path.read_text()
        if "trail" in text and "migrations" not in path.parts:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(node.value)):
                    found.add(node.value)
    moves = {"incident": INCIDENT_MOVES, "final_report": REPORT_MOVES}
    return (found - others) | {
        f"{noun}.{state}" for noun, table in moves.items() for state in set().union(*table.values())
    }


def test_every_verb_that_is_written_has_words_of_its_own():
    """A new verb: its participle into `DONE`, its noun, where it names no kind of row, into `THINGS`."""
    rows = {model._meta.model_name for model in apps.get_models()}
    nouns = rows | {name.replace("_", "") for name in words.THINGS}
    verbs = {verb for verb in _verbs() if verb.partition(".")[0].replace("_", "") in nouns}
    assert len(verbs) > 150
    assert {verb for verb in verbs if verb.partition(".")[2] not in words.DONE} == set()
    literal = {verb for verb in _verbs() - verbs if verb.partition(".")[2] in words.DONE}
    assert literal == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_deed_of_the_list_has_words(language):
    with translation.override(language):
        spoken = {verb: words.deed(f"thing.{verb}") for verb in words.DONE}
    assert all(spoken.values())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", [("jenis", "Tiba", None), ("jadwal", "Kamis, 24 Nov 2022 – 10.35 WIB", None)]),
        ("en", [("kind", "Arrival", None), ("scheduled", "Thursday, 24 Nov 2022 – 10:35 WIB", None)]),
    ],
)
def test_choices_and_instants_are_said_as_the_screen_says_them(language, told):
    detail = {"kind": "arrival", "scheduled_at": "2022-11-24T03:35:00+00:00"}
    with translation.override(language):
        assert words.changes("delegates.movement", detail) == told


def test_old_and_new_choices_are_both_in_words():
    with translation.override("en"):
        assert words.changes("events.event", {"stage": ["draft", "preparation"]}) == [
            ("stage", "Draft", "Preparation")
        ]
        assert words.changes("events.event", {"ends_on": ["2022-11-26", "2022-11-27"]}) == [
            ("last day", "Saturday, 26 Nov 2022", "Sunday, 27 Nov 2022")
        ]
