import uuid

import django.db.models.deletion
import django_countries.fields
import phonenumber_field.modelfields
from django.db import migrations, models

import events.models
import lo_portal.crypto


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delegation",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegations",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "origin_kind",
                    models.CharField(
                        choices=[
                            ("country", "Country"),
                            ("province", "Province or state"),
                            ("ministry", "Ministry or agency"),
                            ("organisation", "Organisation"),
                        ],
                        default="country",
                        max_length=12,
                        verbose_name="origin",
                    ),
                ),
                (
                    "country",
                    django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="events.tierpolicy",
                        verbose_name="tier",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        default=100, help_text="Lower comes first.", verbose_name="precedence"
                    ),
                ),
                ("party_size", models.PositiveSmallIntegerField(default=1, verbose_name="size of the party")),
                ("lo_required", models.PositiveSmallIntegerField(default=1, verbose_name="officers needed")),
                (
                    "lo_sex",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Male"), ("P", "Female")],
                        max_length=1,
                        verbose_name="officers asked to be",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=150, verbose_name="contact officer of the guest"),
                ),
                (
                    "contact_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the contact officer"
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the contact officer"
                    ),
                ),
                (
                    "cooperation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("KSDD", "KSDD: between regions"),
                            ("KSDPK", "KSDPK: with third parties"),
                            ("KSDPL", "KSDPL: with a regional government abroad"),
                            ("KSDLL", "KSDLL: with an institution abroad"),
                            ("subregional", "Sub-regional (BIMP-EAGA, IMT-GT)"),
                        ],
                        max_length=12,
                        verbose_name="cooperation",
                    ),
                ),
                ("partner_note", models.TextField(blank=True, verbose_name="partner history")),
                (
                    "home_timezone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="guest's home time zone",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason of the cancellation"),
                ),
            ],
            options={
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["tier__rank", "precedence", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "code"), name="delegation_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DelegationEvent",
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
                        to="delegates.delegation",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "origin_kind",
                    models.CharField(
                        choices=[
                            ("country", "Country"),
                            ("province", "Province or state"),
                            ("ministry", "Ministry or agency"),
                            ("organisation", "Organisation"),
                        ],
                        default="country",
                        max_length=12,
                        verbose_name="origin",
                    ),
                ),
                (
                    "country",
                    django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.tierpolicy",
                        verbose_name="tier",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        default=100, help_text="Lower comes first.", verbose_name="precedence"
                    ),
                ),
                ("party_size", models.PositiveSmallIntegerField(default=1, verbose_name="size of the party")),
                ("lo_required", models.PositiveSmallIntegerField(default=1, verbose_name="officers needed")),
                (
                    "lo_sex",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Male"), ("P", "Female")],
                        max_length=1,
                        verbose_name="officers asked to be",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=150, verbose_name="contact officer of the guest"),
                ),
                (
                    "contact_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the contact officer"
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the contact officer"
                    ),
                ),
                (
                    "cooperation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("KSDD", "KSDD: between regions"),
                            ("KSDPK", "KSDPK: with third parties"),
                            ("KSDPL", "KSDPL: with a regional government abroad"),
                            ("KSDLL", "KSDLL: with an institution abroad"),
                            ("subregional", "Sub-regional (BIMP-EAGA, IMT-GT)"),
                        ],
                        max_length=12,
                        verbose_name="cooperation",
                    ),
                ),
                ("partner_note", models.TextField(blank=True, verbose_name="partner history")),
                (
                    "home_timezone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="guest's home time zone",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason of the cancellation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Gift",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gifts",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("given", "Given"), ("received", "Received")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                ("description", models.CharField(max_length=200, verbose_name="gift")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="handed over")),
                ("handed_by", models.CharField(blank=True, max_length=150, verbose_name="by")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "gift",
                "verbose_name_plural": "gifts",
                "ordering": ["-handed_at"],
            },
        ),
        migrations.CreateModel(
            name="GiftEvent",
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
                        to="delegates.gift",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("given", "Given"), ("received", "Received")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                ("description", models.CharField(max_length=200, verbose_name="gift")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="handed over")),
                ("handed_by", models.CharField(blank=True, max_length=150, verbose_name="by")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Head of delegation"),
                            ("member", "Member"),
                            ("spouse", "Spouse"),
                            ("aide", "Aide"),
                            ("interpreter", "Interpreter"),
                            ("security", "Security"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("honorific", models.CharField(blank=True, max_length=120, verbose_name="form of address")),
                ("full_name", models.CharField(max_length=250, verbose_name="full name")),
                ("spoken_name", models.CharField(blank=True, max_length=120, verbose_name="spoken as")),
                ("position", models.CharField(blank=True, max_length=250, verbose_name="position")),
                (
                    "nationality",
                    django_countries.fields.CountryField(
                        blank=True, max_length=2, verbose_name="nationality"
                    ),
                ),
                (
                    "represents",
                    models.CharField(blank=True, max_length=250, verbose_name="represents (mewakili)"),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone"
                    ),
                ),
                (
                    "passport_number",
                    lo_portal.crypto.EncryptedTextField(blank=True, verbose_name="passport number"),
                ),
                ("health_note", lo_portal.crypto.EncryptedTextField(blank=True, verbose_name="health")),
                (
                    "security_note",
                    lo_portal.crypto.EncryptedTextField(blank=True, verbose_name="security note"),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
            ],
            options={
                "verbose_name": "guest",
                "verbose_name_plural": "guests",
                "ordering": ["delegation", "order", "full_name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None), ("role", "head")),
                        fields=("delegation",),
                        name="one_head_per_delegation",
                        violation_error_message="This delegation already has a head.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuestEvent",
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
                        to="delegates.guest",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Head of delegation"),
                            ("member", "Member"),
                            ("spouse", "Spouse"),
                            ("aide", "Aide"),
                            ("interpreter", "Interpreter"),
                            ("security", "Security"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                ("honorific", models.CharField(blank=True, max_length=120, verbose_name="form of address")),
                ("full_name", models.CharField(max_length=250, verbose_name="full name")),
                ("spoken_name", models.CharField(blank=True, max_length=120, verbose_name="spoken as")),
                ("position", models.CharField(blank=True, max_length=250, verbose_name="position")),
                (
                    "nationality",
                    django_countries.fields.CountryField(
                        blank=True, max_length=2, verbose_name="nationality"
                    ),
                ),
                (
                    "represents",
                    models.CharField(blank=True, max_length=250, verbose_name="represents (mewakili)"),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone"
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
            ],
        ),
        migrations.CreateModel(
            name="LanguageNeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("min_level", models.CharField(default="B1", max_length=2, verbose_name="at least")),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
            ],
            options={
                "verbose_name": "language",
                "verbose_name_plural": "languages",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("delegation", "language"), name="language_need_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageNeedEvent",
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
                        to="delegates.languageneed",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("min_level", models.CharField(default="B1", max_length=2, verbose_name="at least")),
                ("order", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
            ],
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="delegates.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("diet", "Food and diet"),
                            ("prayer", "Prayer"),
                            ("mobility", "Mobility"),
                            ("interpreter", "Interpreter"),
                            ("lounge", "Lounge and reception"),
                            ("transport", "Transport"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="need")),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["kind", "text"],
            },
        ),
        migrations.CreateModel(
            name="NeedEvent",
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
                        to="delegates.need",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("diet", "Food and diet"),
                            ("prayer", "Prayer"),
                            ("mobility", "Mobility"),
                            ("interpreter", "Interpreter"),
                            ("lounge", "Lounge and reception"),
                            ("transport", "Transport"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="need")),
            ],
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="events.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                ("excused", models.BooleanField(default=False, verbose_name="does not attend")),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "constraints": [
                    models.UniqueConstraint(fields=("item", "delegation"), name="participation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
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
                        to="delegates.participation",
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                ("excused", models.BooleanField(default=False, verbose_name="does not attend")),
            ],
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="delegates.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "hotel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="events.venue",
                        verbose_name="hotel",
                    ),
                ),
                ("room", lo_portal.crypto.EncryptedTextField(blank=True, verbose_name="room")),
                ("room_type", models.CharField(blank=True, max_length=60, verbose_name="room type")),
                ("check_in_on", models.DateField(blank=True, null=True, verbose_name="check-in")),
                ("check_out_on", models.DateField(blank=True, null=True, verbose_name="check-out")),
            ],
            options={
                "verbose_name": "stay",
                "verbose_name_plural": "stays",
                "ordering": ["check_in_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("check_in_on__isnull", True),
                            ("check_out_on__isnull", True),
                            ("check_out_on__gte", models.F("check_in_on")),
                            _connector="OR",
                        ),
                        name="stay_out_after_in",
                        violation_error_message="The check-out is before the check-in.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StayEvent",
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
                        to="delegates.stay",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "hotel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.venue",
                        verbose_name="hotel",
                    ),
                ),
                ("room_type", models.CharField(blank=True, max_length=60, verbose_name="room type")),
                ("check_in_on", models.DateField(blank=True, null=True, verbose_name="check-in")),
                ("check_out_on", models.DateField(blank=True, null=True, verbose_name="check-out")),
            ],
        ),
        migrations.CreateModel(
            name="Vehicle",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vehicles",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("plate", models.CharField(max_length=20, verbose_name="plate")),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="vehicle")),
                ("seats", models.PositiveSmallIntegerField(default=4, verbose_name="seats")),
                ("driver_name", models.CharField(blank=True, max_length=120, verbose_name="driver")),
                (
                    "driver_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="driver's phone"
                    ),
                ),
                ("convoy_number", models.CharField(blank=True, max_length=10, verbose_name="convoy number")),
            ],
            options={
                "verbose_name": "vehicle",
                "verbose_name_plural": "vehicles",
                "ordering": ["plate"],
                "constraints": [models.UniqueConstraint(fields=("event", "plate"), name="plate_once")],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrival", "Arrival"),
                            ("departure", "Departure"),
                            ("transfer", "Transfer"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("carrier_code", models.CharField(blank=True, max_length=20, verbose_name="flight")),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="from")),
                ("destination", models.CharField(blank=True, max_length=120, verbose_name="to")),
                ("scheduled_at", models.DateTimeField(verbose_name="scheduled")),
                ("estimated_at", models.DateTimeField(blank=True, null=True, verbose_name="estimated")),
                ("actual_at", models.DateTimeField(blank=True, null=True, verbose_name="actual")),
                ("lounge", models.CharField(blank=True, max_length=120, verbose_name="lounge")),
                ("pickup_point", models.CharField(blank=True, max_length=150, verbose_name="pick-up point")),
                (
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="movements",
                        to="delegates.vehicle",
                        verbose_name="vehicle",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "guests",
                    models.ManyToManyField(
                        blank=True, related_name="movements", to="delegates.guest", verbose_name="guests"
                    ),
                ),
            ],
            options={
                "verbose_name": "movement",
                "verbose_name_plural": "movements",
                "ordering": ["scheduled_at"],
                "indexes": [
                    models.Index(fields=["delegation", "scheduled_at"], name="delegates_m_delegat_5bd7d3_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementEvent",
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
                        to="delegates.movement",
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
                    "delegation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrival", "Arrival"),
                            ("departure", "Departure"),
                            ("transfer", "Transfer"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("carrier_code", models.CharField(blank=True, max_length=20, verbose_name="flight")),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="from")),
                ("destination", models.CharField(blank=True, max_length=120, verbose_name="to")),
                ("scheduled_at", models.DateTimeField(verbose_name="scheduled")),
                ("estimated_at", models.DateTimeField(blank=True, null=True, verbose_name="estimated")),
                ("actual_at", models.DateTimeField(blank=True, null=True, verbose_name="actual")),
                ("lounge", models.CharField(blank=True, max_length=120, verbose_name="lounge")),
                ("pickup_point", models.CharField(blank=True, max_length=150, verbose_name="pick-up point")),
                (
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegates.vehicle",
                        verbose_name="vehicle",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
            ],
        ),
        migrations.CreateModel(
            name="VehicleEvent",
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
                        to="delegates.vehicle",
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
                ("plate", models.CharField(max_length=20, verbose_name="plate")),
                ("model", models.CharField(blank=True, max_length=80, verbose_name="vehicle")),
                ("seats", models.PositiveSmallIntegerField(default=4, verbose_name="seats")),
                ("driver_name", models.CharField(blank=True, max_length=120, verbose_name="driver")),
                (
                    "driver_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="driver's phone"
                    ),
                ),
                ("convoy_number", models.CharField(blank=True, max_length=10, verbose_name="convoy number")),
            ],
        ),
    ]
