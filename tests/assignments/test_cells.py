"""The pieces that lists and pages of the lower rooms fetch."""

import pytest
from django.urls import reverse

from tests.factories import AssignmentFactory, DelegationFactory, RosterEntryFactory, TierFactory

CELL_QUERIES = 8


@pytest.fixture
def pair(event):
    """A delegation of three slots: one accepted, one waiting, one empty."""
    tier = TierFactory(event=event, code="VVIP")
    delegation = DelegationFactory(event=event, tier=tier, lo_required=3, code="D-08")
    AssignmentFactory(delegation=delegation, slot=1, state="accepted")
    AssignmentFactory(delegation=delegation, slot=2, state="offered")
    return delegation


def test_coverage_cell_shows_every_slot(pair, staff, client_of):
    response = client_of(staff).get(reverse("assignments:coverage-cells", args=[pair.event.slug]))
    shown = response.content.decode()
    assert f'id="cover-{pair.pk}"' in shown
    assert "2/3" in shown
    assert "?slot=D-08/3" in shown


def test_duty_cell_says_whom_an_officer_serves(pair, staff, client_of):
    response = client_of(staff).get(reverse("assignments:duty-cells", args=[pair.event.slug]))
    officer = pair.assignments.get(slot=1).officer
    assert f'id="duty-{officer.pk}"' in response.content.decode()
    assert "D-08/1" in response.content.decode()


def test_seats_and_history_are_cards(pair, staff, client_of):
    officer = pair.assignments.get(slot=1).officer
    seats = client_of(staff).get(reverse("assignments:delegation-seats", args=[pair.pk]))
    served = client_of(staff).get(reverse("assignments:officer-history", args=[officer.pk]))
    assert officer.name in seats.content.decode()
    assert pair.name in served.content.decode()


def test_coordinator_of_another_tier_gets_no_cell(pair, coordinator, client_of):
    pair.event.roster.get(role="coordinator").tiers.set([TierFactory(event=pair.event, code="GUB")])
    client = client_of(coordinator)
    response = client.get(reverse("assignments:coverage-cells", args=[pair.event.slug]))
    assert str(pair.pk) not in response.content.decode()
    assert client.get(reverse("assignments:delegation-seats", args=[pair.pk])).status_code == 404


@pytest.mark.parametrize("name", ["coverage-cells", "duty-cells"])
def test_cells_are_not_for_officers(name, pair, officer_user, stranger, client_of):
    url = reverse(f"assignments:{name}", args=[pair.event.slug])
    assert client_of(officer_user).get(url).status_code == 403
    assert client_of(stranger).get(url).status_code == 404
    assert client_of(officer_user).post(url).status_code == 403


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", ["coverage-cells", "duty-cells"])
def test_cells_cost_the_same_for_one_and_thirty(
    name, count, event, staff, client_of, django_assert_max_num_queries
):
    for _n in range(count):
        entry = RosterEntryFactory(event=event)
        AssignmentFactory(delegation=DelegationFactory(event=event), officer=entry.officer, state="accepted")
    client, url = client_of(staff), reverse(f"assignments:{name}", args=[event.slug])
    client.get(url)
    with django_assert_max_num_queries(CELL_QUERIES):
        client.get(url)
