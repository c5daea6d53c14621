"""A delegation, and the languages that its officers must speak."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from delegates.querysets import DelegationQuerySet, OfDelegationQuerySet
from events.models import Event, TierPolicy, validate_zone
from lo_portal.records import Record, Versioned
from officers.wording import language_name


class OriginKind(models.TextChoices):
    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("Province or state")
    MINISTRY = "ministry", _("Ministry or agency")
    ORGANISATION = "organisation", _("Organisation")


class Cooperation(models.TextChoices):
    """Kinds of regional cooperation (PP 28/2018; Permendagri 25/2020 for those abroad)."""

    KSDD = "KSDD", _("KSDD: between regions")
    KSDPK = "KSDPK", _("KSDPK: with third parties")
    KSDPL = "KSDPL", _("KSDPL: with a regional government abroad")
    KSDLL = "KSDLL", _("KSDLL: with an institution abroad")
    SUBREGIONAL = "subregional", _("Sub-regional (BIMP-EAGA, IMT-GT)")


@pghistory.track()
class Delegation(Versioned):
    """A party of guests with one head. It needs `lo_required` officers, numbered slots 1, 2, 3 ..."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="delegations", verbose_name=_("event")
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    origin_kind = models.CharField(_("origin"), max_length=12, choices=OriginKind, default=OriginKind.COUNTRY)
    country = CountryField(_("country"), blank=True)
    tier = models.ForeignKey(
        TierPolicy, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("tier")
    )
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), default=100, help_text=_("Lower comes first.")
    )
    party_size = models.PositiveSmallIntegerField(_("size of the party"), default=1)
    lo_required = models.PositiveSmallIntegerField(_("officers needed"), default=1)
    lo_sex = models.CharField(
        _("officers asked to be"), max_length=1, choices=[("L", _("Male")), ("P", _("Female"))], blank=True
    )
    contact_name = models.CharField(_("contact officer of the guest"), max_length=150, blank=True)
    contact_phone = PhoneNumberField(_("phone of the contact officer"), blank=True)
    contact_email = models.EmailField(_("e-mail of the contact officer"), blank=True)
    cooperation = models.CharField(_("cooperation"), max_length=12, choices=Cooperation, blank=True)
    partner_note = models.TextField(_("partner history"), blank=True)
    home_timezone = models.CharField(
        _("guest's home time zone"), max_length=40, blank=True, validators=[validate_zone]
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["tier__rank", "precedence", "code"]
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="delegation_code_once")]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


@pghistory.track()
class LanguageNeed(Record):
    """A language that serves this delegation; any one of them suffices."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="languages", verbose_name=_("delegation")
    )
    language = models.CharField(_("language"), max_length=8)
    min_level = models.CharField(_("at least"), max_length=2, default="B1")
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["delegation", "language"], name="language_need_once")]

    def __str__(self):
        return f"{self.language} {self.min_level}"

    @property
    def name(self) -> str:
        return language_name(self.language)
