"""The profile that letters are printed under: letterhead, sheet, texts, numbers, signatory."""

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.letters import numbers
from assignments.letters.querysets import ProfileQuerySet
from events.models import validate_zone
from lo_portal.records import Versioned


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
