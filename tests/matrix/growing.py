"""More rows in one event: neighbours of every kind, and more below each row that was there."""

from datetime import date, timedelta

from assignments.field.models import IncidentStep, StatusReport
from assignments.letters.models import LetterStep
from delegates.models import Gift, Need, Stay
from events.models import BriefingAction, BriefingMaterial
from lo_portal.accounts.models import Role
from officers.models import Attendance, CompetencyRating, Leave, OfficerLanguage, Training
from tests import factories
from tests.letters.factories import LetterRowFactory
from tests.matrix import world as worlds

LANGUAGES = ("en", "ms", "zh")
SKILLS = ("communication", "diplomacy", "time")


def grow(world: worlds.World, of: str) -> None:
    """Three more of everything in the event of this set, and two more below each of its rows."""
    rows = world.rows[of]
    for neighbour in worlds.NEIGHBOURS:
        user = factories.UserFactory(roles=[Role.OFFICER])
        common = (rows["event"], rows["tierpolicy"], user, rows["letterprofile"])
        below(worlds.rows_of(world, neighbour, *common), 0, 1, 2)
    below(rows, 1, 2)


def below(rows: dict, *places: int) -> None:
    """One more of what belongs to these rows for each place, from 0 to 2."""
    for place in places:
        _below_delegation(rows, place)
        _below_officer(rows, place)
        _below_the_rest(rows, place)


def _below_delegation(rows: dict, place: int) -> None:
    delegation, officer = rows["delegation"], factories.OfficerFactory(agency=rows["agency"])
    guest = factories.GuestFactory(delegation=delegation)
    factories.RosterEntryFactory(event=rows["event"], officer=officer)
    factories.AssignmentFactory(delegation=delegation, officer=officer, slot=place + 2, state="accepted")
    movement = factories.MovementFactory(delegation=delegation, vehicle=rows["vehicle"])
    movement.guests.add(guest)
    Need.objects.create(delegation=delegation, guest=guest, kind="diet", text="Halal")
    Stay.objects.create(delegation=delegation, guest=guest, hotel=rows["venue"])
    Gift.objects.create(delegation=delegation, direction="received", description="Ukiran")
    StatusReport.objects.create(
        event=rows["event"], delegation=delegation, officer=officer, movement=movement, phase="standby",
        tapped_at=worlds.AT, received_at=worlds.AT, reported_by=rows["officer"].user,
    )  # fmt: skip


def _below_officer(rows: dict, place: int) -> None:
    officer, starts_on = rows["officer"], date(2023, 1 + place, 1)
    OfficerLanguage.objects.create(officer=officer, language=LANGUAGES[place], level="B2")
    CompetencyRating.objects.create(officer=officer, competency=SKILLS[place], self_rating=3)
    Training.objects.create(officer=officer, kind="course", title=f"Protokol {place}")
    Leave.objects.create(officer=officer, starts_on=starts_on, ends_on=starts_on + timedelta(days=2))


def _below_the_rest(rows: dict, place: int) -> None:
    briefing, event = rows["briefing"], rows["event"]
    attendant = factories.OfficerFactory(agency=rows["agency"])
    factories.RosterEntryFactory(event=event, officer=attendant)
    Attendance.objects.create(briefing=briefing, officer=attendant, marked_at=worlds.AT)
    BriefingAction.objects.create(briefing=briefing, text=f"Cetak {place}", owner_name="Bayu")
    BriefingMaterial.objects.create(briefing=briefing, title="Denah", kind="pdf", size=4, file="denah.pdf")
    IncidentStep.objects.create(incident=rows["incident"], at=worlds.AT, state="open", note="Ditelepon")
    LetterRowFactory(letter=rows["letter"], officer=attendant, order=place + 2)
    LetterStep.objects.create(
        letter=rows["letter"], order=place + 2, kind="initial", name=f"Paraf {place}", done_at=worlds.AT
    )
    rows["agendaitem"].event.agenda.create(
        title=f"Jamuan {place}", venue=rows["venue"], starts_at=factories.MORNING,
        ends_at=factories.MORNING + timedelta(hours=1),
    )  # fmt: skip
