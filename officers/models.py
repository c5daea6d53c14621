"""Who serves: agencies and their officers, what they can do, when they are away, and on which roster."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from events.models import Briefing, Event, TierPolicy
from lo_portal.records import Record, Versioned
from officers.participation import Participation as Participation
from officers.querysets import (
    AgencyQuerySet,
    OfficerQuerySet,
    OfOfficerQuerySet,
    RosterQuerySet,
)
from officers.ranks import pangkat_of, printed_rank


class Sex(models.TextChoices):
    MALE = "L", _("Male")
    FEMALE = "P", _("Female")


class IdentityKind(models.TextChoices):
    PNS = "pns", "NIP (PNS)"
    PPPK = "pppk", "NI PPPK"
    NRP = "nrp", "NRP (TNI/Polri)"
    NONE = "none", _("no service number")


class Cefr(models.TextChoices):
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Competency(models.TextChoices):
    """The seven skills of a liaison officer, in the order of every table and vector."""

    COMMUNICATION = "communication", _("Communication")
    DIPLOMACY = "diplomacy", _("Diplomacy")
    CONFLICT = "conflict", _("Conflict management")
    NEGOTIATION = "negotiation", _("Negotiation")
    TIME = "time", _("Time management")
    FLEXIBILITY = "flexibility", _("Flexibility")
    BUSINESS = "business", _("Business understanding")


@pghistory.track()
class Agency(Record):
    """A perangkat daerah: a body that lends officers."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_phone = PhoneNumberField(_("contact phone"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    column_mapping = models.JSONField(
        _("remembered columns of its lists"), default=dict, blank=True, editable=False
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self):
        return self.name


@pghistory.track()
class Officer(Versioned):
    """A person who can accompany guests. The service number is data, never the key: it can change."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="officer",
        verbose_name=_("user"),
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="officers", verbose_name=_("agency")
    )
    identity_kind = models.CharField(
        _("kind of service number"), max_length=5, choices=IdentityKind, default=IdentityKind.PNS
    )
    nip = models.CharField(_("NIP / NRP"), max_length=20, blank=True)
    front_title = models.CharField(_("title before the name"), max_length=40, blank=True)
    name = models.CharField(_("name without titles"), max_length=120)
    back_title = models.CharField(_("titles after the name"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    golongan = models.CharField(_("golongan"), max_length=6, blank=True)
    service_rank = models.CharField(
        _("rank in the police or armed forces"), max_length=40, db_default="", default="", blank=True
    )
    position = models.CharField(_("position (jabatan)"), max_length=250, blank=True)
    phone = PhoneNumberField(_("mobile phone"), blank=True)
    office_phone = PhoneNumberField(_("office phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    photo = models.ImageField(_("photo"), upload_to="officers/", blank=True)
    prior_events = models.PositiveSmallIntegerField(
        _("events served before this portal"), default=0, validators=[MaxValueValidator(200)]
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("is the same person as"),
    )

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["nip"],
                condition=~Q(nip=""),
                name="officer_nip_once",
                violation_error_message=_("Another officer already has this service number."),
            ),
            models.CheckConstraint(
                condition=~Q(identity_kind__in=["pns", "pppk"]) | Q(nip__regex=r"^\d{18}$"),
                name="officer_nip_18_digits",
                violation_error_message=_("A NIP has exactly 18 digits."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(withdrawn_at__isnull=False, nip="", user=None),
                name="merged_officer_is_empty",
            ),
        ]

    def __str__(self):
        return self.printed_name

    @property
    def printed_name(self) -> str:
        """As letters print it: "Dr. Syarifah Zahra, S.Sos."."""
        full = f"{self.front_title} {self.name}".strip()
        return f"{full}, {self.back_title}" if self.back_title else full

    @property
    def pangkat(self) -> str:
        """The rank of a civil servant's golongan, else the one of the police or armed forces."""
        return pangkat_of(self.golongan) or self.service_rank

    @property
    def printed_rank(self) -> str:
        return self.service_rank if self.service_rank and not self.golongan else printed_rank(self.golongan)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@pghistory.track()
class OfficerLanguage(Record):
    """A language that an officer speaks, with the CEFR level."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="languages", verbose_name=_("officer")
    )
    language = models.CharField(_("language"), max_length=8, help_text=_("ISO 639 code: en, ms, tl, zh."))
    level = models.CharField(_("level"), max_length=2, choices=Cefr)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["officer", "language"], name="officer_language_once")]

    def __str__(self):
        return f"{self.language} {self.level}"


@pghistory.track()
class CompetencyRating(Record):
    """One of the seven skills of an officer, as rated by the officer and by a coordinator (1 to 5)."""

    _scale = [MinValueValidator(1), MaxValueValidator(5)]

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="ratings", verbose_name=_("officer")
    )
    competency = models.CharField(_("competency"), max_length=15, choices=Competency)
    self_rating = models.PositiveSmallIntegerField(_("own rating"), null=True, blank=True, validators=_scale)
    coordinator_rating = models.PositiveSmallIntegerField(
        _("coordinator's rating"), null=True, blank=True, validators=_scale
    )

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["officer", "competency"]
        constraints = [models.UniqueConstraint(fields=["officer", "competency"], name="competency_once")]

    def __str__(self):
        return self.get_competency_display()

    @property
    def rating(self) -> int | None:
        """The coordinator's word counts before the officer's own."""
        return self.coordinator_rating or self.self_rating


class TrainingKind(models.TextChoices):
    BRIEFING = "briefing", _("Briefing (pembekalan)")
    COORDINATION = "rakor", _("Coordination meeting (rakor)")
    BIMTEK = "bimtek", _("Technical guidance (bimtek)")
    COURSE = "course", _("Course (pelatihan)")
    REHEARSAL = "rehearsal", _("Simulation")


@pghistory.track()
class Training(Record):
    """A training that an officer followed: kind, batch, hours, certificate."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("officer")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TrainingKind)
    title = models.CharField(_("title"), max_length=200)
    organiser = models.CharField(_("organiser"), max_length=150, blank=True)
    batch = models.CharField(_("batch (gelombang)"), max_length=40, blank=True)
    lesson_hours = models.PositiveSmallIntegerField(_("lesson hours (JP)"), default=0)
    held_on = models.DateField(_("date"), null=True, blank=True)
    event = models.ForeignKey(
        Event,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="trainings",
        verbose_name=_("event"),
    )
    certificate_number = models.CharField(_("certificate number"), max_length=80, blank=True)

    objects = OfOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-held_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "event"], name="training_of_event_once"),
        ]

    def __str__(self):
        return self.title


@pghistory.track()
class Leave(Record):
    """Days on which an officer cannot serve, both ends included."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="leaves", verbose_name=_("officer")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=150, blank=True)

    objects = OfOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="leave_ends_after_start",
                violation_error_message=_("The leave ends before it starts."),
            )
        ]

    def __str__(self):
        return f"{self.starts_on:%d-%m-%Y} – {self.ends_on:%d-%m-%Y}"


class RosterRole(models.TextChoices):
    OFFICER = "officer", _("Liaison officer")
    RESERVE = "reserve", _("Reserve")
    COORDINATOR = "coordinator", _("Coordinator")


@pghistory.track()
class RosterEntry(Record):
    """An officer's place in one event: serves, stands by, or coordinates. Tiers narrow it (none: all)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="roster", verbose_name=_("event"))
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="roster", verbose_name=_("officer")
    )
    role = models.CharField(_("role"), max_length=12, choices=RosterRole, default=RosterRole.OFFICER)
    tiers = models.ManyToManyField(TierPolicy, blank=True, related_name="roster", verbose_name=_("tiers"))
    cluster = models.CharField(_("cluster"), max_length=80, blank=True)
    briefed = models.BooleanField(_("briefed, as declared by the agency"), default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdraw_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster")
        ordering = ["officer__name"]
        constraints = [models.UniqueConstraint(fields=["event", "officer"], name="roster_once")]

    def __str__(self):
        return f"{self.officer} ({self.get_role_display()})"


class AttendanceMethod(models.TextChoices):
    QR = "qr", _("by QR code")
    LIST = "list", _("from the list")


@pghistory.track()
class Attendance(Record):
    """An officer was at a briefing. Absence is the lack of a row."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("briefing")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("officer")
    )
    marked_at = models.DateTimeField(_("marked"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    method = models.CharField(_("how"), max_length=5, choices=AttendanceMethod)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["officer__name"]
        constraints = [models.UniqueConstraint(fields=["briefing", "officer"], name="attendance_once")]

    def __str__(self):
        return f"{self.officer} – {self.briefing}"

    @property
    def event(self) -> Event:
        return self.briefing.event
