"""Who a broadcast reaches."""

import pytest

from assignments.notices.audience import Audience, resolve
from delegates.models import Participation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(event):
    """Three officers with accounts: one serves VVIP Malaysia, one VIP Brunei, one nobody."""
    found = {}
    for name, tier, country in [("Ana", "VVIP", "MY"), ("Budi", "VIP", "BN"), ("Citra", "", "")]:
        officer = factories.OfficerFactory(name=name, user=factories.UserFactory(name=name))
        factories.RosterEntryFactory(event=event, officer=officer)
        if tier:
            delegation = factories.DelegationFactory(
                event=event, tier=factories.TierFactory(event=event, code=tier), country=country
            )
            factories.AssignmentFactory(delegation=delegation, officer=officer, state="accepted")
            found[f"{name}'s delegation"] = delegation
        found[name] = officer
    return found


def names(event, **narrowed):
    return [officer.name for officer in resolve(event, Audience(**narrowed)).officers]


def test_no_choice_reaches_the_whole_roster(event, people):
    assert names(event) == ["Ana", "Budi", "Citra"]


def test_a_tier_reaches_those_who_serve_it_and_those_set_aside_for_it(event, people):
    vvip = factories.TierFactory(event=event, code="VVIP")
    people["Citra"].roster.get().tiers.add(vvip)
    assert names(event, tiers=(str(vvip.pk),)) == ["Ana", "Citra"]


def test_a_country_reaches_its_delegations_officers(event, people):
    assert names(event, countries=("BN", "PH")) == ["Budi"]


def test_an_agency_reaches_its_officers(event, people):
    assert names(event, agencies=(str(people["Citra"].agency_id),)) == ["Citra"]


def test_a_venue_reaches_who_sleeps_or_meets_there(event, people):
    hotel, hall = factories.VenueFactory(event=event, kind="hotel"), factories.VenueFactory(event=event)
    people["Ana's delegation"].stays.create(hotel=hotel)
    item = factories.AgendaItemFactory(event=event, venue=hall)
    item.tiers.add(factories.TierFactory(event=event, code="GUB"))
    Participation.objects.create(item=item, delegation=people["Budi's delegation"])
    assert names(event, venues=(str(hotel.pk),)) == ["Ana"]
    assert names(event, venues=(str(hall.pk),)) == ["Budi"]


def test_several_choices_must_all_fit(event, people):
    vvip = factories.TierFactory(event=event, code="VVIP")
    assert names(event, tiers=(str(vvip.pk),), countries=("BN",)) == []


def test_who_withdrew_or_serves_another_event_is_left_out(event, people, at):
    people["Ana"].roster.update(withdrawn_at=at)
    factories.RosterEntryFactory(officer__user=factories.UserFactory())
    assert names(event) == ["Budi", "Citra"]


def test_who_has_no_account_is_named(event, people):
    lonely = factories.RosterEntryFactory(event=event, officer__name="Dina").officer
    people["Budi"].user.is_active = False
    people["Budi"].user.save()
    reached = resolve(event, Audience())
    assert [officer.name for officer in reached.officers] == ["Ana", "Citra"]
    assert reached.unreachable == [people["Budi"], lonely]
