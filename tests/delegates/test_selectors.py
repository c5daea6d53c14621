from datetime import UTC, datetime, timedelta

from delegates.selectors import service_window, service_windows
from tests.factories import MORNING, DelegationFactory, EventFactory, MovementFactory, TierFactory

EARLY, LATE = MORNING, MORNING + timedelta(days=2)


def _delegation(event, lead=60):
    tier = TierFactory(event=event, code="VIP", arrival_lead_minutes=lead)
    return DelegationFactory(event=event, tier=tier)


def test_window_runs_from_the_lead_before_landing_to_an_hour_after_leaving(event):
    delegation = _delegation(event, lead=90)
    MovementFactory(delegation=delegation, scheduled_at=EARLY)
    MovementFactory(delegation=delegation, kind="departure", scheduled_at=LATE)
    expected = (EARLY - timedelta(minutes=90), LATE + timedelta(minutes=60))
    assert service_window(delegation) == expected


def test_best_known_instant_counts(event):
    delegation = _delegation(event)
    MovementFactory(
        delegation=delegation,
        scheduled_at=EARLY,
        estimated_at=EARLY + timedelta(hours=1),
        actual_at=EARLY + timedelta(hours=2),
    )
    assert service_window(delegation)[0] == EARLY + timedelta(hours=1)


def test_cancelled_movements_do_not_count(event):
    delegation = _delegation(event)
    MovementFactory(delegation=delegation, scheduled_at=EARLY - timedelta(hours=5), cancelled_at=EARLY)
    MovementFactory(delegation=delegation, scheduled_at=EARLY)
    assert service_window(delegation)[0] == EARLY - timedelta(hours=1)


def test_without_movements_the_days_of_the_event_count(event):
    """The event is in Pontianak, UTC+7: 06.00 is 23.00 UTC of the day before."""
    assert service_window(_delegation(event)) == (
        datetime(2022, 11, 22, 23, tzinfo=UTC),
        datetime(2022, 11, 26, 15, tzinfo=UTC),
    )


def test_window_never_ends_before_it_starts(event):
    delegation = _delegation(event)
    MovementFactory(delegation=delegation, kind="departure", scheduled_at=EARLY - timedelta(days=9))
    starts_at, ends_at = service_window(delegation)
    assert starts_at < ends_at


def test_windows_of_an_event_cost_one_query(event, django_assert_num_queries):
    delegations = [_delegation(event) for _n in range(30)]
    for delegation in delegations:
        MovementFactory(delegation=delegation)
    _delegation(EventFactory())
    with django_assert_num_queries(1):
        windows = service_windows(event)
    assert set(windows) == {one.pk for one in delegations}
