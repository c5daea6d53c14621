"""Without a mouse: whatever takes the focus shows it."""

import pytest

from tests.duty.factories import served_delegation

pytestmark = pytest.mark.django_db(transaction=True)

# What the focused element is and whether a line or a glow marks it; null once the page is through.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const lined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [lined || style.boxShadow !== "none", one.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("path", ["", "board/", "delegations/new/", "letters/"])
def test_whatever_takes_the_focus_shows_it(event, staff, person, path):
    served_delegation(event)
    desk = person(staff)
    desk.goto(f"/events/{event.slug}/{path}")
    visited, unmarked = 0, []
    for _press in range(120):
        desk.keyboard.press("Tab")
        focused = desk.evaluate(FOCUSED)
        if focused is None:
            break
        visited += 1
        if not focused[0]:
            unmarked.append(focused[1])
    assert visited > 15
    assert unmarked == []
