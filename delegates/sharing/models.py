"""A list that leaves the house: for whom, until when, and who opened it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Event, Venue
from events.querysets import OfEventQuerySet
from lo_portal.records import Record


class ShareKind(models.TextChoices):
    POLICE = "police", _("Police escort")
    HOTEL = "hotel", _("Hotel")
    AIRPORT = "airport", _("Airport")


class ShareList(Record):
    """One secret link. Only the SHA-256 of the secret is kept; the link is shown once."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="share_lists", verbose_name=_("event")
    )
    kind = models.CharField(_("kind of list"), max_length=10, choices=ShareKind)
    hotel = models.ForeignKey(
        Venue,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="share_lists",
        verbose_name=_("hotel"),
        help_text=_("A hotel sees its own guests only."),
    )
    recipient = models.CharField(
        _("for whom"), max_length=150, help_text=_("Unit and person, for example: Satlantas, Iptu Rudi.")
    )
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

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared list")
        verbose_name_plural = _("shared lists")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="hotel", hotel__isnull=False) | (~Q(kind="hotel") & Q(hotel__isnull=True)),
                name="hotel_list_names_its_hotel",
                violation_error_message=_("Choose the hotel for a list of a hotel, and only then."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.recipient}"


class ShareOpening(models.Model):
    """Somebody opened the link: when, from where, with what."""

    share = models.ForeignKey(
        ShareList, on_delete=models.CASCADE, related_name="openings", verbose_name=_("shared list")
    )
    opened_at = models.DateTimeField(_("opened"))
    address = models.GenericIPAddressField(_("network address"), null=True)
    device = models.CharField(_("device"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("opening of a shared list")
        verbose_name_plural = _("openings of shared lists")
        ordering = ["-opened_at"]

    def __str__(self):
        return f"{self.opened_at:%Y-%m-%d %H:%M} {self.address}"
