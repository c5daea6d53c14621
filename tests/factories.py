"""Rows for tests. The event is the ministerial meeting of 23-26 November 2022; all persons are invented."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from assignments.models import Assignment, AssignmentState
from delegates.models import Delegation, Guest, Movement, Vehicle
from events.models import AgendaItem, Briefing, Event, TierPolicy, Venue
from lo_portal.accounts.models import User
from officers.models import Agency, Officer, OfficerLanguage, RosterEntry

MORNING = datetime(2022, 11, 24, 2, 0, tzinfo=UTC)  # Thursday 09.00 WIB


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Orang {n}")
    email = factory.Sequence(lambda n: f"orang{n}@contoh.example")
    password = "!"


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    slug = factory.Sequence(lambda n: f"acara-{n}")
    name = "Pertemuan Tingkat Menteri ke-25 BIMP-EAGA"
    short_name = "BIMP-EAGA MM ke-25"
    stage = "preparation"
    place = "Pontianak"
    starts_on = date(2022, 11, 23)
    ends_on = date(2022, 11, 26)
    timezone = "Asia/Pontianak"


class TierFactory(DjangoModelFactory):
    class Meta:
        model = TierPolicy
        django_get_or_create = ("event", "code")

    event = factory.SubFactory(EventFactory)
    code = "VIP"
    name = factory.LazyAttribute(lambda tier: tier.code)
    rank = factory.LazyAttribute(lambda tier: {"VVIP": 1, "VIP": 2, "GUB": 3}.get(tier.code, 4))


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Balai Petitih {n}")


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    event = factory.SubFactory(EventFactory)
    title = factory.Sequence(lambda n: f"Jamuan {n}")
    venue = factory.SubFactory(VenueFactory, event=factory.SelfAttribute("..event"))
    starts_at = MORNING
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(hours=2))


class BriefingFactory(DjangoModelFactory):
    class Meta:
        model = Briefing

    item = factory.SubFactory(AgendaItemFactory, for_officers=True, title="Rapat persiapan LO")


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Dinas Contoh {n}")


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer

    agency = factory.SubFactory(AgencyFactory)
    nip = factory.Sequence(lambda n: f"19900101201501{1 + n % 2}{n % 1000:03d}")
    name = factory.Sequence(lambda n: f"Petugas {n}")
    sex = "L"
    golongan = "III/c"
    position = "Analis Protokol"
    phone = factory.Sequence(lambda n: f"+62812{n:08d}")
    email = factory.Sequence(lambda n: f"petugas{n}@contoh.example")


class OfficerLanguageFactory(DjangoModelFactory):
    class Meta:
        model = OfficerLanguage

    officer = factory.SubFactory(OfficerFactory)
    language = "en"
    level = "B2"


class RosterEntryFactory(DjangoModelFactory):
    class Meta:
        model = RosterEntry

    event = factory.SubFactory(EventFactory)
    officer = factory.SubFactory(OfficerFactory)


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = Delegation

    event = factory.SubFactory(EventFactory)
    code = factory.Sequence(lambda n: f"D-{n:02d}")
    name = factory.Sequence(lambda n: f"Delegasi {n}")
    tier = factory.SubFactory(TierFactory, event=factory.SelfAttribute("..event"))
    lo_required = 1


class GuestFactory(DjangoModelFactory):
    class Meta:
        model = Guest

    delegation = factory.SubFactory(DelegationFactory)
    full_name = factory.Sequence(lambda n: f"Tamu {n}")
    role = "member"


class VehicleFactory(DjangoModelFactory):
    class Meta:
        model = Vehicle

    event = factory.SubFactory(EventFactory)
    plate = factory.Sequence(lambda n: f"KB {1000 + n} XX")
    driver_name = "Pak Wahyu"
    driver_phone = "+6281234567890"


class MovementFactory(DjangoModelFactory):
    class Meta:
        model = Movement

    delegation = factory.SubFactory(DelegationFactory)
    kind = "arrival"
    carrier_code = "GA-502"
    scheduled_at = MORNING


class AssignmentFactory(DjangoModelFactory):
    """A held assignment from Wednesday to Saturday, as proposed unless `state` says more."""

    class Meta:
        model = Assignment

    delegation = factory.SubFactory(DelegationFactory)
    officer = factory.SubFactory(OfficerFactory)
    slot = 1
    period = (datetime(2022, 11, 23, 0, 0, tzinfo=UTC), datetime(2022, 11, 26, 12, 0, tzinfo=UTC))
    offered_at = factory.LazyAttribute(
        lambda a: (
            None
            if a.state in {AssignmentState.PROPOSED, AssignmentState.RELEASED}
            else datetime(2022, 11, 20, tzinfo=UTC)
        )
    )
    answered_at = factory.LazyAttribute(
        lambda a: datetime(2022, 11, 20, 5, tzinfo=UTC) if a.state in {"accepted", "declined"} else None
    )
    released_at = factory.LazyAttribute(
        lambda a: datetime(2022, 11, 21, tzinfo=UTC) if a.state == "released" else None
    )
    state = "proposed"
