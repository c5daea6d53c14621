"""Rows and values that only the duty room's tests need."""

from datetime import UTC, date, datetime, timedelta

from assignments.duty import sheet as sheets
from assignments.duty.sheet import Contact, DelegationPart, Entry, EventPart, GuestPart, OfficerPart, Sheet
from tests import factories

ZONE = "Asia/Pontianak"
GALA = datetime(2022, 11, 25, 12, 0, tzinfo=UTC)  # Friday 19.00 WIB


def entry(key="agenda:gala", **facts) -> Entry:
    """Gala dinner, Friday 19.00-22.00 WIB, unless `facts` say otherwise."""
    usual = {
        "kind": "agenda",
        "title": "Gala dinner",
        "starts_at": GALA,
        "ends_at": GALA + timedelta(hours=3),
        "zone": ZONE,
        "place": "Pendopo Gubernur",
    }
    return Entry(key=key, **{**usual, **facts})


def delegation_part(**facts) -> DelegationPart:
    usual = {
        "key": "d1",
        "code": "PH-01",
        "name": "Filipina",
        "tier": "VVIP",
        "tier_rank": 1,
        "tier_name": "VVIP",
        "slot": 1,
        "guests": (
            GuestPart("g1", "Maria E. Tolentino", "Madam Secretary", "Tolentino", "Chair", role="head"),
        ),
    }
    return DelegationPart(**{**usual, **facts})


def sheet(timeline=None, delegations=None, contacts=(), **facts) -> Sheet:
    """Rina's sheet with the gala dinner and the Philippine delegation, unless told otherwise."""
    return Sheet(
        event=EventPart(
            "e1",
            "bimp-eaga",
            "Pertemuan",
            "BIMP-EAGA",
            "Pontianak",
            ZONE,
            date(2022, 11, 23),
            date(2022, 11, 26),
        ),
        officer=OfficerPart("o1", "Rina Oktaviani"),
        timeline=(entry(),) if timeline is None else tuple(timeline),
        delegations=(delegation_part(),) if delegations is None else tuple(delegations),
        contacts=tuple(contacts) or (Contact("coordinator", "Hendri Gunawan", "+6281234567890"),),
        **facts,
    )


def served_delegation(event, user=None, *, code="PH-01", tier="VVIP", slot=1, state="accepted", **facts):
    """A delegation with a head, a need, a car and an arrival, served by `user`'s officer where given."""
    delegation = factories.DelegationFactory(
        event=event,
        code=code,
        tier=factories.TierFactory(event=event, code=tier),
        **{"name": "Filipina", "country": "PH", **facts},
    )
    factories.GuestFactory(
        delegation=delegation,
        role="head",
        full_name="Maria E. Tolentino",
        honorific="Madam Secretary",
        spoken_name="Tolentino",
        health_note="RAHASIA alergi penisilin",
        passport_number="RAHASIA P123",
        security_note="RAHASIA pengawal",
    )
    factories.MovementFactory(
        delegation=delegation,
        scheduled_at=datetime(2022, 11, 23, 3, 35, tzinfo=UTC),
        vehicle=factories.VehicleFactory(event=event),
    )
    if user is not None:
        assign(delegation, user, slot=slot, state=state)
    return delegation


def assign(delegation, user, *, slot=1, state="accepted", **facts):
    return factories.AssignmentFactory(
        delegation=delegation, officer=user.officer, slot=slot, state=state, **facts
    )


def gala(event, **facts):
    if "venue" not in facts:
        facts["venue"] = factories.VenueFactory(event=event, name="Pendopo Gubernur")
    usual = {
        "title": "Gala dinner",
        "starts_at": GALA,
        "ends_at": GALA + timedelta(hours=3),
    }
    return factories.AgendaItemFactory(event=event, **{**usual, **facts})


def read_back(content: dict) -> Sheet:
    return sheets.from_json(content)
