import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assignments.letters.models.letters
import assignments.letters.models.profiles
import events.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("events", "0001_initial"),
        ("officers", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("government", models.CharField(max_length=120, verbose_name="letterhead: government")),
                ("unit", models.CharField(blank=True, max_length=120, verbose_name="letterhead: unit")),
                (
                    "subunit",
                    models.CharField(blank=True, max_length=120, verbose_name="letterhead: sub-unit"),
                ),
                (
                    "address",
                    models.TextField(
                        blank=True, help_text="At most three lines.", verbose_name="letterhead: address"
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="letterhead: city")),
                ("postcode", models.CharField(blank=True, max_length=30, verbose_name="postcode")),
                ("logo", models.ImageField(blank=True, upload_to="letters/logos/", verbose_name="logo")),
                (
                    "paper_size",
                    models.CharField(
                        choices=[("f4", "F4 (215 × 330 mm)"), ("a4", "A4 (210 × 297 mm)")],
                        default="f4",
                        max_length=2,
                        verbose_name="paper",
                    ),
                ),
                (
                    "margins",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="top, right, bottom, left in mm.",
                        verbose_name="margins",
                    ),
                ),
                (
                    "typeface",
                    models.CharField(
                        choices=[("arial", "Arial"), ("bookman", "Bookman Old Style")],
                        default="arial",
                        max_length=10,
                        verbose_name="typeface",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        decimal_places=1,
                        default=12,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(9),
                            django.core.validators.MaxValueValidator(14),
                        ],
                        verbose_name="type size, points",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        default="SURAT TUGAS", max_length=60, verbose_name="title of the letter"
                    ),
                ),
                (
                    "number_pattern",
                    models.CharField(
                        default="{kode}/{urut}/{unit}/{tahun}",
                        help_text="Tokens: {sifat} {kode} {urut} {urut:5} {unit} {bulan} {bulan_romawi} {tahun}.",
                        max_length=80,
                        validators=[assignments.letters.models.profiles.validate_pattern],
                        verbose_name="number pattern",
                    ),
                ),
                (
                    "classification",
                    models.CharField(default="800.1.11.1", max_length=30, verbose_name="classification code"),
                ),
                ("unit_code", models.CharField(default="RO-ADPIM", max_length=40, verbose_name="unit code")),
                (
                    "timezone",
                    models.CharField(
                        default="Asia/Pontianak",
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "place",
                    models.CharField(default="Pontianak", max_length=60, verbose_name="place of signing"),
                ),
                (
                    "menimbang",
                    models.TextField(blank=True, help_text="One reason per line.", verbose_name="Menimbang"),
                ),
                (
                    "dasar",
                    models.TextField(blank=True, help_text="One legal base per line.", verbose_name="Dasar"),
                ),
                ("untuk", models.TextField(blank=True, help_text="One task per line.", verbose_name="Untuk")),
                (
                    "tembusan",
                    models.TextField(
                        blank=True, help_text="One recipient per line.", verbose_name="Tembusan"
                    ),
                ),
                (
                    "signatory_lines",
                    models.TextField(
                        help_text="From the mandator down: a.n. GUBERNUR … / SEKRETARIS DAERAH,",
                        verbose_name="signatory's title lines",
                    ),
                ),
                ("signatory_name", models.CharField(max_length=120, verbose_name="signatory's name")),
                (
                    "signatory_rank",
                    models.CharField(blank=True, max_length=60, verbose_name="signatory's pangkat"),
                ),
                (
                    "signatory_nip",
                    models.CharField(blank=True, max_length=20, verbose_name="signatory's NIP"),
                ),
                (
                    "signing_method",
                    models.CharField(
                        choices=[
                            ("simulated", "Simulated (marked SIMULASI)"),
                            ("certificate", "Local certificate (PAdES)"),
                            ("bsre_v1", "BSrE, version 1"),
                            ("bsre_v2", "BSrE, version 2"),
                            ("upload", "File signed elsewhere"),
                        ],
                        default="simulated",
                        max_length=12,
                        verbose_name="signing",
                    ),
                ),
                (
                    "initials_by",
                    models.TextField(
                        blank=True,
                        help_text="Up to three, one e-mail per line, in order.",
                        verbose_name="initials by (paraf)",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter profile",
                "verbose_name_plural": "letter profiles",
                "ordering": ["-valid_from", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "valid_from"), name="profile_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterProfileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.letterprofile",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("government", models.CharField(max_length=120, verbose_name="letterhead: government")),
                ("unit", models.CharField(blank=True, max_length=120, verbose_name="letterhead: unit")),
                (
                    "subunit",
                    models.CharField(blank=True, max_length=120, verbose_name="letterhead: sub-unit"),
                ),
                (
                    "address",
                    models.TextField(
                        blank=True, help_text="At most three lines.", verbose_name="letterhead: address"
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="letterhead: city")),
                ("postcode", models.CharField(blank=True, max_length=30, verbose_name="postcode")),
                ("logo", models.ImageField(blank=True, upload_to="letters/logos/", verbose_name="logo")),
                (
                    "paper_size",
                    models.CharField(
                        choices=[("f4", "F4 (215 × 330 mm)"), ("a4", "A4 (210 × 297 mm)")],
                        default="f4",
                        max_length=2,
                        verbose_name="paper",
                    ),
                ),
                (
                    "margins",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="top, right, bottom, left in mm.",
                        verbose_name="margins",
                    ),
                ),
                (
                    "typeface",
                    models.CharField(
                        choices=[("arial", "Arial"), ("bookman", "Bookman Old Style")],
                        default="arial",
                        max_length=10,
                        verbose_name="typeface",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        decimal_places=1,
                        default=12,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(9),
                            django.core.validators.MaxValueValidator(14),
                        ],
                        verbose_name="type size, points",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        default="SURAT TUGAS", max_length=60, verbose_name="title of the letter"
                    ),
                ),
                (
                    "number_pattern",
                    models.CharField(
                        default="{kode}/{urut}/{unit}/{tahun}",
                        help_text="Tokens: {sifat} {kode} {urut} {urut:5} {unit} {bulan} {bulan_romawi} {tahun}.",
                        max_length=80,
                        validators=[assignments.letters.models.profiles.validate_pattern],
                        verbose_name="number pattern",
                    ),
                ),
                (
                    "classification",
                    models.CharField(default="800.1.11.1", max_length=30, verbose_name="classification code"),
                ),
                ("unit_code", models.CharField(default="RO-ADPIM", max_length=40, verbose_name="unit code")),
                (
                    "timezone",
                    models.CharField(
                        default="Asia/Pontianak",
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "place",
                    models.CharField(default="Pontianak", max_length=60, verbose_name="place of signing"),
                ),
                (
                    "menimbang",
                    models.TextField(blank=True, help_text="One reason per line.", verbose_name="Menimbang"),
                ),
                (
                    "dasar",
                    models.TextField(blank=True, help_text="One legal base per line.", verbose_name="Dasar"),
                ),
                ("untuk", models.TextField(blank=True, help_text="One task per line.", verbose_name="Untuk")),
                (
                    "tembusan",
                    models.TextField(
                        blank=True, help_text="One recipient per line.", verbose_name="Tembusan"
                    ),
                ),
                (
                    "signatory_lines",
                    models.TextField(
                        help_text="From the mandator down: a.n. GUBERNUR … / SEKRETARIS DAERAH,",
                        verbose_name="signatory's title lines",
                    ),
                ),
                ("signatory_name", models.CharField(max_length=120, verbose_name="signatory's name")),
                (
                    "signatory_rank",
                    models.CharField(blank=True, max_length=60, verbose_name="signatory's pangkat"),
                ),
                (
                    "signatory_nip",
                    models.CharField(blank=True, max_length=20, verbose_name="signatory's NIP"),
                ),
                (
                    "signing_method",
                    models.CharField(
                        choices=[
                            ("simulated", "Simulated (marked SIMULASI)"),
                            ("certificate", "Local certificate (PAdES)"),
                            ("bsre_v1", "BSrE, version 1"),
                            ("bsre_v2", "BSrE, version 2"),
                            ("upload", "File signed elsewhere"),
                        ],
                        default="simulated",
                        max_length=12,
                        verbose_name="signing",
                    ),
                ),
                (
                    "initials_by",
                    models.TextField(
                        blank=True,
                        help_text="Up to three, one e-mail per line, in order.",
                        verbose_name="initials by (paraf)",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("unit_code", models.CharField(max_length=40, verbose_name="unit code")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("last_sequence", models.PositiveIntegerField(default=0, verbose_name="last number taken")),
            ],
            options={
                "verbose_name": "number register",
                "verbose_name_plural": "number registers",
                "ordering": ["-year", "unit_code"],
                "constraints": [models.UniqueConstraint(fields=("unit_code", "year"), name="register_once")],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="letters.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="sequence"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
                ("typed", models.BooleanField(default=False, verbose_name="typed from another register")),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="void since")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="why void")),
            ],
            options={
                "verbose_name": "number",
                "verbose_name_plural": "numbers",
                "ordering": ["-register__year", "-sequence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("register", "sequence"),
                        name="sequence_once",
                        violation_error_message="This number was already taken.",
                    ),
                    models.UniqueConstraint(fields=("register", "number"), name="number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at__isnull", True)),
                            models.Q(
                                ("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="void_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "Surat Tugas, individual"),
                            ("collective", "Surat Tugas, collective"),
                            ("amendment", "Surat Tugas, amendment"),
                            ("invitation", "Invitation to a meeting (undangan)"),
                            ("certificate", "Certificate (sertifikat)"),
                        ],
                        default="individual",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "Being initialled"),
                            ("approved", "Approved"),
                            ("numbered", "Numbered, to be signed"),
                            ("in_force", "In force"),
                            ("revoked", "Revoked"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="letters.letterprofile",
                        verbose_name="profile",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="letters.registerentry",
                        verbose_name="number",
                    ),
                ),
                (
                    "amends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="letters.letter",
                        verbose_name="changes the letter",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="letters.letter",
                        verbose_name="superseded by",
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "token",
                    models.CharField(
                        default=assignments.letters.models.letters.new_token,
                        editable=False,
                        max_length=26,
                        unique=True,
                        verbose_name="verification token",
                    ),
                ),
                ("document", models.JSONField(default=dict, editable=False, verbose_name="text as issued")),
                (
                    "signing_method",
                    models.CharField(
                        choices=[
                            ("simulated", "Simulated (marked SIMULASI)"),
                            ("certificate", "Local certificate (PAdES)"),
                            ("bsre_v1", "BSrE, version 1"),
                            ("bsre_v2", "BSrE, version 2"),
                            ("upload", "File signed elsewhere"),
                        ],
                        default="simulated",
                        max_length=12,
                        verbose_name="signing",
                    ),
                ),
                (
                    "file",
                    models.FileField(blank=True, editable=False, upload_to="letters/", verbose_name="PDF"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        max_length=64,
                        verbose_name="fingerprint (SHA-256)",
                    ),
                ),
                ("pages", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="pages")),
                (
                    "failure",
                    models.CharField(blank=True, max_length=300, verbose_name="why it could not be made"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="issued")),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                ("in_force_at", models.DateTimeField(blank=True, null=True, verbose_name="in force since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["event", "state"], name="letters_let_event_i_900782_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "review", "approved"]),
                            ("entry__isnull", False),
                            _connector="OR",
                        ),
                        name="numbered_letter_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True),
                            models.Q(models.Q(("sha256", ""), _negated=True), ("in_force_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_in_force_has_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("state__in", ["revoked", "superseded"])),
                            models.Q(
                                models.Q(("state__in", ["revoked", "superseded"]), _negated=True),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_letter_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.letter",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "Surat Tugas, individual"),
                            ("collective", "Surat Tugas, collective"),
                            ("amendment", "Surat Tugas, amendment"),
                            ("invitation", "Invitation to a meeting (undangan)"),
                            ("certificate", "Certificate (sertifikat)"),
                        ],
                        default="individual",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "Being initialled"),
                            ("approved", "Approved"),
                            ("numbered", "Numbered, to be signed"),
                            ("in_force", "In force"),
                            ("revoked", "Revoked"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.letterprofile",
                        verbose_name="profile",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.registerentry",
                        verbose_name="number",
                    ),
                ),
                (
                    "amends",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.letter",
                        verbose_name="changes the letter",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.letter",
                        verbose_name="superseded by",
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "token",
                    models.CharField(
                        default=assignments.letters.models.letters.new_token,
                        editable=False,
                        max_length=26,
                        verbose_name="verification token",
                    ),
                ),
                (
                    "signing_method",
                    models.CharField(
                        choices=[
                            ("simulated", "Simulated (marked SIMULASI)"),
                            ("certificate", "Local certificate (PAdES)"),
                            ("bsre_v1", "BSrE, version 1"),
                            ("bsre_v2", "BSrE, version 2"),
                            ("upload", "File signed elsewhere"),
                        ],
                        default="simulated",
                        max_length=12,
                        verbose_name="signing",
                    ),
                ),
                (
                    "file",
                    models.FileField(blank=True, editable=False, upload_to="letters/", verbose_name="PDF"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="fingerprint (SHA-256)"
                    ),
                ),
                ("pages", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="pages")),
                (
                    "failure",
                    models.CharField(blank=True, max_length=300, verbose_name="why it could not be made"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="issued")),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                ("in_force_at", models.DateTimeField(blank=True, null=True, verbose_name="in force since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
            ],
        ),
        migrations.CreateModel(
            name="LetterRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="letters.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_rows",
                        to="officers.officer",
                        verbose_name="officer",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("facts", models.JSONField(default=dict, editable=False, verbose_name="facts as printed")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened")),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received (diterima)"),
                ),
            ],
            options={
                "verbose_name": "officer of a letter",
                "verbose_name_plural": "officers of a letter",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "officer"), name="letter_names_officer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterRowEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.letterrow",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "letter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="officers.officer",
                        verbose_name="officer",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("facts", models.JSONField(default=dict, editable=False, verbose_name="facts as printed")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="opened")),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received (diterima)"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="letters.letter",
                        verbose_name="letter",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "kind",
                    models.CharField(
                        choices=[("initial", "Initials (paraf)"), ("sign", "Signature")],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_steps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="returned")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "step of a letter",
                "verbose_name_plural": "steps of a letter",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "order"), name="step_order_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("returned_at__isnull", True), _connector="OR"
                        ),
                        name="step_done_or_returned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.letterstep",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "letter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.letter",
                        verbose_name="letter",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "kind",
                    models.CharField(
                        choices=[("initial", "Initials (paraf)"), ("sign", "Signature")],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("returned_at", models.DateTimeField(blank=True, null=True, verbose_name="returned")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
        ),
        migrations.CreateModel(
            name="RegisterEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.registerentry",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="letters.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="sequence"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="number")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("dated_on", models.DateField(verbose_name="date of the letter")),
                ("typed", models.BooleanField(default=False, verbose_name="typed from another register")),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="void since")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="why void")),
            ],
        ),
        migrations.CreateModel(
            name="RegisterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="letters.register",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("unit_code", models.CharField(max_length=40, verbose_name="unit code")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("last_sequence", models.PositiveIntegerField(default=0, verbose_name="last number taken")),
            ],
        ),
    ]
