"""A letter, the officers whom it names, and the steps of its life."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.letters.models.profiles import LetterProfile, SigningMethod
from assignments.letters.models.registers import RegisterEntry
from assignments.letters.querysets import LetterQuerySet, LetterRowQuerySet, LetterStepQuerySet
from events.models import Event
from lo_portal.records import Record, Versioned
from officers.models import Officer

# Crockford's base 32: no I, L, O, U, so that a token read aloud stays itself. All upper case keeps a
# QR code in its compact alphanumeric mode.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_token() -> str:
    """26 random characters, 130 bits: the key of the public verification page."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))


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
