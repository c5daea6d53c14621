"""One row of everything in one event, for tests that ask every page the same questions."""

from datetime import date, timedelta

from delegates.models import Gift, Need, Stay
from events.models import Batch, BriefingAction, Speaker
from officers.models import Leave, Training
from tests import factories


def build_world(event) -> dict:
    """Rows by the name that addresses use, all below `event`."""
    tier = factories.TierFactory(event=event, code="VIP")
    hotel = factories.VenueFactory(event=event, name="Hotel Contoh", kind="hotel")
    delegation = factories.DelegationFactory(event=event, tier=tier)
    guest = factories.GuestFactory(delegation=delegation, role="head", full_name="Datuk Azlan bin Harun")
    officer = factories.OfficerFactory(name="Wulan Pratiwi")
    entry = factories.RosterEntryFactory(event=event, officer=officer)
    briefing = factories.BriefingFactory(item__event=event)
    return {
        "event": event,
        "tier": tier,
        "spare_tier": factories.TierFactory(event=event, code="UMUM"),
        "venue": factories.VenueFactory(event=event, name="Aula Kosong"),
        "hotel": hotel,
        "item": factories.AgendaItemFactory(event=event, title="Jamuan Gubernur", venue=hotel),
        "briefing": briefing,
        "batch": Batch.objects.create(event=event, name="Gelombang I", quota=30),
        "speaker": Speaker.objects.create(event=event, name="Dr. Contoh Narasumber"),
        "action": BriefingAction.objects.create(briefing=briefing, text="Cetak lencana", owner_name="Bayu"),
        "delegation": delegation,
        "guest": guest,
        "need": Need.objects.create(delegation=delegation, kind="diet", text="Halal"),
        "movement": factories.MovementFactory(delegation=delegation),
        "stay": Stay.objects.create(delegation=delegation, hotel=hotel, room="1801"),
        "gift": Gift.objects.create(delegation=delegation, direction="given", description="Kain tenun"),
        "vehicle": factories.VehicleFactory(event=event),
        "agency": officer.agency,
        "officer": officer,
        "entry": entry,
        "training": Training.objects.create(officer=officer, kind="course", title="Protokol dasar"),
        "leave": Leave.objects.create(
            officer=officer, starts_on=date(2022, 12, 1), ends_on=date(2022, 12, 1) + timedelta(days=2)
        ),
    }
