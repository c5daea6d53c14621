"""Agencies and the officers that they lend."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from lo_portal.records import Record, Versioned
from officers.querysets import (
    AgencyQuerySet,
    OfficerQuerySet,
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
