"""Reaching people: browsers that show notices, broadcasts, and what staff pass on by hand."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.notices.models.notice import Notice
from assignments.notices.querysets import BroadcastQuerySet, OwnQuerySet
from events.models import Event
from lo_portal.records import Record


class PushSubscription(Record):
    """A browser that a person allowed to show notices."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="push_subscriptions",
        verbose_name=_("user"),
    )
    endpoint = models.URLField(_("address of the push service"), max_length=500, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    device = models.CharField(_("device"), max_length=120, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("push subscription")
        verbose_name_plural = _("push subscriptions")
        ordering = ["-created_at"]

    def __str__(self):
        return self.device or self.endpoint[:60]


@pghistory.track()
class Broadcast(Record):
    """A message that staff wrote to many officers of an event, and to whom."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="broadcasts", verbose_name=_("event")
    )
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("message"), max_length=2000)
    audience = models.JSONField(_("audience"), default=dict)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        verbose_name = _("broadcast")
        verbose_name_plural = _("broadcasts")
        ordering = ["-sent_at"]

    def __str__(self):
        return self.title


class HandWay(models.TextChoices):
    WHATSAPP = "whatsapp", _("WhatsApp")
    GROUP = "group", _("Copied for a group")


class HandOpening(models.Model):
    """Staff opened a message by hand to pass it on. Whether it was then sent, nobody can know.

    A WhatsApp link belongs to one notice, a text copied for a group to one broadcast.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, related_name="hand_openings", verbose_name=_("notice")
    )
    broadcast = models.ForeignKey(
        Broadcast,
        on_delete=models.CASCADE,
        null=True,
        related_name="hand_openings",
        verbose_name=_("broadcast"),
    )
    way = models.CharField(_("way"), max_length=10, choices=HandWay)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("opened by"),
    )

    class Meta:
        verbose_name = _("opened by staff")
        verbose_name_plural = _("opened by staff")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="whatsapp", notice__isnull=False, broadcast__isnull=True)
                | Q(way="group", notice__isnull=True, broadcast__isnull=False),
                name="hand_opening_of_one_message",
            )
        ]

    def __str__(self):
        return f"{self.get_way_display()} {self.opened_at:%Y-%m-%d %H:%M}"
