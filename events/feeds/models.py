"""A program that may read lists of one event: which, until when, and how often it did."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.querysets import OfEventQuerySet
from lo_portal.records import Record


class FeedToken(Record):
    """One token of one consumer. Only the SHA-256 of the secret is kept; it is shown once."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="feed_tokens", verbose_name=_("event")
    )
    consumer = models.CharField(
        _("for which program"), max_length=150, help_text=_("Program and who answers for it.")
    )
    lists = ArrayField(models.CharField(max_length=40), verbose_name=_("lists"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    use_count = models.PositiveIntegerField(_("times used"), default=0)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("token of a data feed")
        verbose_name_plural = _("tokens of data feeds")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lists__len__gt=0),
                name="feed_token_reads_something",
                violation_error_message=_("Choose at least one list."),
            )
        ]

    def __str__(self):
        return self.consumer
