"""The board and the wall in a real browser: they say since when their data stand still, and recover alone."""

import pytest

from tests.duty.factories import served_delegation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["live/", "live/wall/"])
def test_a_board_without_answers_says_since_when(event, staff, person, path):
    served_delegation(event)
    desk = person(staff)
    desk.clock.install()
    desk.goto(f"/events/{event.slug}/{path}")
    note = desk.locator("[data-stale]")
    assert not note.is_visible()
    desk.route("**/live/**", lambda route: None)  # asked, and never answered
    desk.clock.run_for(70_000)
    assert note.is_visible()
    assert "Data berhenti sejak" in note.inner_text()
    assert desk.locator("[data-since]").inner_text() == now(desk, minus=70_000)


CLOCK = """(minus) => {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Pontianak" };
  return new Date(Date.now() - minus).toLocaleTimeString("id-ID", options).replace(":", ".");
}"""


def now(page, *, minus: int) -> str:
    """The clock of the event's place, so many milliseconds ago."""
    return page.evaluate(CLOCK, minus)
