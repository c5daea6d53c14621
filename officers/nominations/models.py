"""What is asked of an agency, by which links it answers, whom it names, and the mails that tell it."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models import Event
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned
from officers.models import Agency, Officer
from officers.nominations.querysets import AgencyMailQuerySet, NominationQuerySet, NomineeQuerySet
from officers.nominations.states import MailKind, MailState, NominationState, NomineeDecision

MOST = 200  # officers that one agency is asked for


def _person(label, **options):
    """A column that names the user who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        **options,
    )


@pghistory.track()
class Nomination(Versioned):
    """The bureau asks an agency for officers: how many, until when. The agency answers by its own link.

    Its links open until `link_until`: the deadline, or later while a question waits for an answer.
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="nominations", verbose_name=_("event")
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="nominations", verbose_name=_("agency")
    )
    quota = models.PositiveSmallIntegerField(
        _("quota"), validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    due_at = models.DateTimeField(_("answer until"))
    link_until = models.DateTimeField(_("links open until"))
    note = models.CharField(_("what is asked for"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=NominationState, default=NominationState.OPEN)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    remark = models.CharField(_("the agency's remark"), max_length=500, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["event", "agency"], name="nomination_once"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="submitted_nomination_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_nomination_has_time",
            ),
            models.CheckConstraint(
                condition=Q(link_until__gte=F("due_at")), name="nomination_link_lasts_until_due"
            ),
        ]

    def __str__(self):
        return f"{self.agency} – {self.event}"

    def takes_names(self, at) -> bool:
        """Whether the agency may still name and change people."""
        return self.state != NominationState.CLOSED and at < self.due_at


class NominationLink(Record):
    """A secret address of the agency's page. Only the SHA-256 of the secret is kept."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="links", verbose_name=_("nomination")
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = _person(_("made by"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("link of a nomination")
        verbose_name_plural = _("links of nominations")
        ordering = ["-created_at"]

    def __str__(self):
        return str(self.nomination)


@pghistory.track()
class Nominee(Record):
    """A person whom an agency proposes, as values; an Officer only once the bureau accepts.

    `values` are those of a row of the officers' list (`officers.imports`), `key` what tells two
    people of one agency apart: the service number, else the name.
    """

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="nominees", verbose_name=_("nomination")
    )
    key = models.CharField(max_length=220, editable=False)
    name = models.CharField(_("name without titles"), max_length=120)
    values = models.JSONField(_("what the agency says"), default=dict, editable=False)
    decision = models.CharField(
        _("decision"), max_length=10, choices=NomineeDecision, default=NomineeDecision.WAITING
    )
    officer = models.ForeignKey(
        Officer,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="nominee_rows",
        verbose_name=_("officer"),
    )
    reason = models.CharField(_("reason of the refusal"), max_length=300, blank=True)
    question = models.CharField(_("question"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = _person(_("decided by"))

    objects = NomineeQuerySet.as_manager()

    class Meta:
        verbose_name = _("nominee")
        verbose_name_plural = _("nominees")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "key"], name="nominee_named_once"),
            models.CheckConstraint(
                condition=~Q(decision__in=["accepted", "refused"]) | Q(decided_at__isnull=False),
                name="decided_nominee_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(decision="asked") | Q(asked_at__isnull=False), name="asked_nominee_has_time"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def event(self) -> Event:
        return self.nomination.event

    @property
    def printed_name(self) -> str:
        head = f"{self.values.get('front_title', '')} {self.name}".strip()
        back = self.values.get("back_title", "")
        return f"{head}, {back}" if back else head


class NomineeList(models.Model):
    """An agency's own list, read and waiting for its confirmation.

    Until then the file is kept, encrypted, so that its columns can be matched by hand; `choice` says how
    they are read now. Without rows the columns wait to be matched.
    """

    nomination = models.OneToOneField(
        Nomination,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="uploaded_list",
        verbose_name=_("nomination"),
    )
    file_name = models.CharField(_("name of the file"), max_length=200)
    content = EncryptedTextField(_("the file"), blank=True, editable=False)
    choice = models.JSONField(_("columns as read"), default=dict, blank=True)
    rows = models.JSONField(_("rows as read"), default=list, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("uploaded list of nominees")
        verbose_name_plural = _("uploaded lists of nominees")

    def __str__(self):
        return self.file_name


class AgencyMail(Record):
    """A mail that an agency is to get: the row is the truth, a worker claims and sends it.

    `key` makes it unique ("reminder:NOMINATION:INSTANT"). Its link is made when it leaves.
    """

    key = models.CharField(max_length=150, unique=True, editable=False)
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="mails", verbose_name=_("nomination")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MailKind)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.DUE)
    due_at = models.DateTimeField(_("due"))
    next_try_at = models.DateTimeField(_("next attempt"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    awaits_letter = models.BooleanField(_("leaves with its signed letter"), default=False)
    maybe_double = models.BooleanField(_("may have left twice"), default=False)
    owner = models.CharField(max_length=40, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    address = models.CharField(_("address used"), max_length=254, blank=True)
    error = models.CharField(_("why it did not leave"), max_length=300, blank=True)

    objects = AgencyMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail to an agency")
        verbose_name_plural = _("mails to agencies")
        ordering = ["-due_at", "-created_at"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="agency_mail_to_send",
                condition=Q(state__in=["due", "retry", "sending"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="agency_mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(lease_until__isnull=True) & Q(owner=""))
                | (Q(lease_until__isnull=False) & ~Q(owner="")),
                name="agency_mail_lease_has_owner",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.nomination.agency}"
