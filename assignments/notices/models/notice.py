"""Notices as rows with a unique key: the database is the queue, workers only ring."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from assignments.notices.querysets import NoticeQuerySet, OwnQuerySet
from assignments.notices.states import (
    OPEN_STATES,
    RETRIED_BY_HAND,
    TROUBLE_STATES,
    WAITING_STATES,
    NoticeState,
)
from events.models import Event
from lo_portal.records import Record


class NoticeKind(models.TextChoices):
    BRIEFING = "briefing", _("Briefing reminder")
    DUTY = "duty", _("Duty reminder")
    CHANGE = "change", _("Change of duty")
    OFFER = "offer", _("Assignment")
    RELEASE = "release", _("Release from an assignment")
    LETTER = "letter", _("Letter of assignment")
    BROADCAST = "broadcast", _("Broadcast")
    HELP = "help", _("Request for help")
    EXPORT = "export", _("List with restricted fields")
    NOMINATION = "nomination", _("Answer of an agency")


class Notice(Record):
    """One message to one person by one channel.

    `key` is `kind:object:person:due:channel`; `thread` is the key without the channel, so the rows
    of one message by several channels share it. Title, text and content are rendered when the row is
    written. `maybe_double` marks a message that may have left twice, always with one `message_id`.
    """

    key = models.CharField(max_length=255, unique=True, editable=False)
    thread = models.CharField(max_length=240, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.CASCADE,
        related_name="notices",
        null=True,
        blank=True,
        verbose_name=_("event"),
    )
    subject_type = models.CharField(_("about"), max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_version = models.PositiveIntegerField(null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=12)
    due_at = models.DateTimeField(_("due"))
    not_after = models.DateTimeField(_("not after"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=NoticeState, default=NoticeState.DUE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    crashes = models.PositiveSmallIntegerField(_("interrupted"), default=0)
    maybe_double = models.BooleanField(_("possibly sent twice"), default=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=40, blank=True)
    next_try_at = models.DateTimeField(_("next attempt"))
    error_code = models.CharField(_("code of the error"), max_length=20, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    message_id = models.CharField(max_length=120, editable=False)
    language = models.CharField(_("language"), max_length=5, default="id")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    content = models.JSONField(_("content"), default=dict)
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    address = models.CharField(_("sent to"), max_length=254, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    muted_at = models.DateTimeField(_("withheld"), null=True, blank=True)
    muted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withheld by"),
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-due_at", "id"]
        indexes = [
            models.Index(
                fields=["channel", "next_try_at", "id"],
                name="notice_to_deliver",
                condition=Q(state__in=OPEN_STATES),
            ),
            models.Index(fields=["event", "state"], name="notice_of_event"),
            models.Index(fields=["thread"], name="notice_thread"),
            models.Index(fields=["subject_type", "subject_id"], name="notice_subject"),
            models.Index(
                fields=["recipient"],
                name="notice_unread",
                condition=Q(channel="inbox", state="sent", read_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(key=Concat(F("thread"), Value(":"), F("channel"))), name="notice_key_of_thread"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="notice_sent_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(lease_until__isnull=True) & Q(owner=""))
                | (Q(lease_until__isnull=False) & ~Q(owner="")),
                name="notice_lease_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(muted_at__isnull=True, muted_by__isnull=True)
                | Q(muted_at__isnull=False, muted_by__isnull=False),
                name="notice_muted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "dead", "retry"]) | ~Q(error_code=""),
                name="notice_failure_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent", "retry"]) | Q(attempts__gt=0),
                name="notice_sent_was_tried",
            ),
            models.CheckConstraint(
                condition=Q(not_after__isnull=True) | Q(not_after__gt=F("due_at")),
                name="notice_due_before_its_end",
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__gte=F("due_at")), name="notice_not_tried_before_due"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self) -> bool:
        """Nothing has left yet."""
        return self.state in WAITING_STATES

    @property
    def needs_hand(self) -> bool:
        """It did not arrive: somebody has to call or to send it again."""
        return self.state in TROUBLE_STATES

    @property
    def can_retry(self) -> bool:
        return self.state in RETRIED_BY_HAND

    @property
    def action_path(self) -> str:
        """The page that the message leads to, empty where there is none."""
        return (self.content.get("action") or {}).get("path", "")


class InboxItem(models.Model):
    """A notice that arrived in the person's inbox: at most one, by the primary key."""

    notice = models.OneToOneField(
        Notice, on_delete=models.CASCADE, primary_key=True, related_name="inbox_item"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox", verbose_name=_("recipient")
    )
    arrived_at = models.DateTimeField(_("arrived"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbox item")
        verbose_name_plural = _("inbox items")
        ordering = ["-arrived_at"]
        indexes = [models.Index(fields=["recipient", "-arrived_at"], name="inbox_newest")]

    def __str__(self):
        return str(self.notice)
