"""Letters as rows: the profile they are printed under, the register of numbers, their life, their receipt."""

import secrets

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.letters import numbers
from assignments.letters.querysets import (
    LetterQuerySet,
    LetterRowQuerySet,
    LetterStepQuerySet,
    ProfileQuerySet,
    RegisterEntryQuerySet,
)
from events.models import Event, validate_zone
from lo_portal.records import Record, Versioned
from officers.models import Officer

# Crockford's base 32: no I, L, O, U, so that a token read aloud stays itself. All upper case keeps a
# QR code in its compact alphanumeric mode.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_token() -> str:
    """26 random characters, 130 bits: the key of the public verification page."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))


def validate_pattern(value: str) -> None:
    """Refuse a number pattern with a token that does not exist, or without {urut}."""
    try:
        numbers.check_pattern(value)
    except numbers.PatternError as error:
        raise ValidationError(str(error)) from error


class PaperSize(models.TextChoices):
    F4 = "f4", "F4 (215 × 330 mm)"
    A4 = "a4", "A4 (210 × 297 mm)"


class Typeface(models.TextChoices):
    ARIAL = "arial", "Arial"
    BOOKMAN = "bookman", "Bookman Old Style"


class SigningMethod(models.TextChoices):
    SIMULATED = "simulated", _("Simulated (marked SIMULASI)")
    CERTIFICATE = "certificate", _("Local certificate (PAdES)")
    BSRE_V1 = "bsre_v1", _("BSrE, version 1")
    BSRE_V2 = "bsre_v2", _("BSrE, version 2")
    UPLOAD = "upload", _("File signed elsewhere")


@pghistory.track()
class LetterProfile(Versioned):
    """How an organisation's letters look and speak from a day on. A letter keeps the one it was issued under.

    Texts may use {acara}, {tema}, {tempat}, {tanggal} and {penyelenggara}.
    """

    name = models.CharField(_("name"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    government = models.CharField(_("letterhead: government"), max_length=120)
    unit = models.CharField(_("letterhead: unit"), max_length=120, blank=True)
    subunit = models.CharField(_("letterhead: sub-unit"), max_length=120, blank=True)
    address = models.TextField(_("letterhead: address"), blank=True, help_text=_("At most three lines."))
    city = models.CharField(_("letterhead: city"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=30, blank=True)
    logo = models.ImageField(_("logo"), upload_to="letters/logos/", blank=True)
    paper_size = models.CharField(_("paper"), max_length=2, choices=PaperSize, default=PaperSize.F4)
    margins = models.JSONField(
        _("margins"), default=dict, blank=True, help_text=_("top, right, bottom, left in mm.")
    )
    typeface = models.CharField(_("typeface"), max_length=10, choices=Typeface, default=Typeface.ARIAL)
    points = models.DecimalField(
        _("type size, points"),
        max_digits=3,
        decimal_places=1,
        default=12,
        validators=[MinValueValidator(9), MaxValueValidator(14)],
    )
    title = models.CharField(_("title of the letter"), max_length=60, default="SURAT TUGAS")
    number_pattern = models.CharField(
        _("number pattern"),
        max_length=80,
        default="{kode}/{urut}/{unit}/{tahun}",
        validators=[validate_pattern],
        help_text=_("Tokens: {sifat} {kode} {urut} {urut:5} {unit} {bulan} {bulan_romawi} {tahun}."),
    )
    classification = models.CharField(_("classification code"), max_length=30, default="800.1.11.1")
    unit_code = models.CharField(_("unit code"), max_length=40, default="RO-ADPIM")
    timezone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Pontianak", validators=[validate_zone]
    )
    place = models.CharField(_("place of signing"), max_length=60, default="Pontianak")
    menimbang = models.TextField(_("Menimbang"), blank=True, help_text=_("One reason per line."))
    dasar = models.TextField(_("Dasar"), blank=True, help_text=_("One legal base per line."))
    untuk = models.TextField(_("Untuk"), blank=True, help_text=_("One task per line."))
    tembusan = models.TextField(_("Tembusan"), blank=True, help_text=_("One recipient per line."))
    signatory_lines = models.TextField(
        _("signatory's title lines"),
        help_text=_("From the mandator down: a.n. GUBERNUR … / SEKRETARIS DAERAH,"),
    )
    signatory_name = models.CharField(_("signatory's name"), max_length=120)
    signatory_rank = models.CharField(_("signatory's pangkat"), max_length=60, blank=True)
    signatory_nip = models.CharField(_("signatory's NIP"), max_length=20, blank=True)
    signing_method = models.CharField(
        _("signing"), max_length=12, choices=SigningMethod, default=SigningMethod.SIMULATED
    )
    initials_by = models.TextField(
        _("initials by (paraf)"), blank=True, help_text=_("Up to three, one e-mail per line, in order.")
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter profile")
        verbose_name_plural = _("letter profiles")
        ordering = ["-valid_from", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "valid_from"], name="profile_once_a_day")]

    def __str__(self):
        return f"{self.name} ({self.valid_from:%d-%m-%Y})"


@pghistory.track()
class Register(Record):
    """The book of numbers of one unit and year. `last_sequence` is the counter; taking one locks the row."""

    unit_code = models.CharField(_("unit code"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    last_sequence = models.PositiveIntegerField(_("last number taken"), default=0)

    class Meta:
        verbose_name = _("number register")
        verbose_name_plural = _("number registers")
        ordering = ["-year", "unit_code"]
        constraints = [models.UniqueConstraint(fields=["unit_code", "year"], name="register_once")]

    def __str__(self):
        return f"{self.unit_code} {self.year}"


@pghistory.track()
class RegisterEntry(Record):
    """One number of a register. A void number stays, with its reason, and is never given again."""

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="entries", verbose_name=_("register")
    )
    sequence = models.PositiveIntegerField(_("sequence"), validators=[MinValueValidator(1)])
    number = models.CharField(_("number"), max_length=80)
    subject = models.CharField(_("subject"), max_length=300)
    dated_on = models.DateField(_("date of the letter"))
    typed = models.BooleanField(_("typed from another register"), default=False)
    taken_at = models.DateTimeField(_("taken"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)
    void_reason = models.CharField(_("why void"), max_length=300, blank=True)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ["-register__year", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "sequence"],
                name="sequence_once",
                violation_error_message=_("This number was already taken."),
            ),
            models.UniqueConstraint(fields=["register", "number"], name="number_once"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="void_has_reason",
            ),
        ]

    def __str__(self):
        return self.number


class LetterKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Surat Tugas, individual")
    COLLECTIVE = "collective", _("Surat Tugas, collective")
    AMENDMENT = "amendment", _("Surat Tugas, amendment")
    INVITATION = "invitation", _("Invitation to a meeting (undangan)")
    CERTIFICATE = "certificate", _("Certificate (sertifikat)")


# The kinds that give somebody a task; the others share numbers, signing and verification with them.
ASSIGNMENT_KINDS = [LetterKind.INDIVIDUAL, LetterKind.COLLECTIVE, LetterKind.AMENDMENT]


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Being initialled")
    APPROVED = "approved", _("Approved")
    NUMBERED = "numbered", _("Numbered, to be signed")
    IN_FORCE = "in_force", _("In force")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Superseded")


# From which state a letter may go where. A letter in force never changes: it is revoked or superseded.
LETTER_MOVES: dict[LetterState, set[LetterState]] = {
    LetterState.DRAFT: {LetterState.REVIEW, LetterState.APPROVED},
    LetterState.REVIEW: {LetterState.APPROVED, LetterState.DRAFT},
    LetterState.APPROVED: {LetterState.NUMBERED, LetterState.DRAFT},
    LetterState.NUMBERED: {LetterState.IN_FORCE, LetterState.REVOKED},
    LetterState.IN_FORCE: {LetterState.REVOKED, LetterState.SUPERSEDED},
    LetterState.REVOKED: set(),
    LetterState.SUPERSEDED: set(),
}

# No number yet: such a letter can still be thrown away.
UNISSUED_STATES = [LetterState.DRAFT, LetterState.REVIEW, LetterState.APPROVED]
STANDING_STATES = [*UNISSUED_STATES, LetterState.NUMBERED, LetterState.IN_FORCE]


@pghistory.track(exclude=["document"])
class Letter(Versioned):
    """One letter: its frozen text (`document`), its number, its file and where it stands in its life."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="letters", verbose_name=_("event")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind, default=LetterKind.INDIVIDUAL)
    state = models.CharField(_("state"), max_length=12, choices=LetterState, default=LetterState.DRAFT)
    profile = models.ForeignKey(
        LetterProfile, on_delete=models.PROTECT, related_name="letters", verbose_name=_("profile")
    )
    entry = models.OneToOneField(
        RegisterEntry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letter",
        verbose_name=_("number"),
    )
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("changes the letter"),
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    subject = models.CharField(_("subject"), max_length=300)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    token = models.CharField(
        _("verification token"), max_length=26, unique=True, default=new_token, editable=False
    )
    document = models.JSONField(_("text as issued"), default=dict, editable=False)
    signing_method = models.CharField(
        _("signing"), max_length=12, choices=SigningMethod, default=SigningMethod.SIMULATED
    )
    file = models.FileField(_("PDF"), upload_to="letters/", blank=True, editable=False)
    sha256 = models.CharField(
        _("fingerprint (SHA-256)"), max_length=64, blank=True, editable=False, db_index=True
    )
    pages = models.PositiveSmallIntegerField(_("pages"), default=0, editable=False)
    failure = models.CharField(_("why it could not be made"), max_length=300, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["event", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "review", "approved"]) | Q(entry__isnull=False),
                name="numbered_letter_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | (~Q(sha256="") & Q(in_force_at__isnull=False)),
                name="letter_in_force_has_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["revoked", "superseded"], ended_at__isnull=False)
                | (~Q(state__in=["revoked", "superseded"]) & Q(ended_at__isnull=True)),
                name="ended_letter_has_time",
            ),
        ]

    def __str__(self):
        return self.number or str(self.subject)

    @property
    def number(self) -> str:
        return self.entry.number if self.entry_id else ""

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING_STATES

    @property
    def is_to_sign(self) -> bool:
        """Made, and only the signature is missing."""
        return self.state == LetterState.NUMBERED and bool(self.sha256)

    @property
    def is_unissued(self) -> bool:
        return self.state in UNISSUED_STATES


@pghistory.track()
class LetterRow(Record):
    """One officer named by a letter, with the facts as printed. Comparing them with today's facts tells
    whether the letter is out of date: nothing is flagged by hand."""

    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="rows", verbose_name=_("letter")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="letter_rows", verbose_name=_("officer")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    facts = models.JSONField(_("facts as printed"), default=dict, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    received_at = models.DateTimeField(_("received (diterima)"), null=True, blank=True)

    objects = LetterRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer of a letter")
        verbose_name_plural = _("officers of a letter")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "officer"], name="letter_names_officer_once")
        ]

    def __str__(self):
        return f"{self.letter} – {self.officer}"

    @property
    def event(self):
        return self.letter.event


class StepKind(models.TextChoices):
    INITIAL = "initial", _("Initials (paraf)")
    SIGN = "sign", _("Signature")


@pghistory.track()
class LetterStep(Record):
    """One person's turn in the life of a letter, in order. A returned letter says why."""

    letter = models.ForeignKey(
        Letter, on_delete=models.CASCADE, related_name="steps", verbose_name=_("letter")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("what"), max_length=8, choices=StepKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letter_steps",
        verbose_name=_("who"),
    )
    name = models.CharField(_("name"), max_length=150)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = LetterStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a letter")
        verbose_name_plural = _("steps of a letter")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "order"], name="step_order_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(returned_at__isnull=True), name="step_done_or_returned"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"
