import uuid

import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import phonenumber_field.modelfields
from django.db import migrations, models

import events.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="short address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ministerial", "Ministerial meeting"),
                            ("visit", "State or working visit"),
                            ("coordination", "Coordination meeting (rakor)"),
                            ("training", "Training (bimtek)"),
                        ],
                        default="ministerial",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("preparation", "Preparation"),
                            ("live", "Live"),
                            ("closed", "Closed"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="theme")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
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
                    "posko_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the command post"
                    ),
                ),
                (
                    "travel_minutes",
                    models.PositiveSmallIntegerField(
                        default=45,
                        help_text="Added to both ends of a duty: no officer is held by two duties closer than this.",
                        verbose_name="travel between two duties, minutes",
                    ),
                ),
                (
                    "answer_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="After this the officer counts as not having answered.",
                        verbose_name="hours to answer an assignment",
                    ),
                ),
                (
                    "letters_await_answer",
                    models.BooleanField(
                        default=True,
                        help_text="Switch off when three days or fewer are left: letters are then issued before the answer.",
                        verbose_name="letters wait for the officer's answer",
                    ),
                ),
                (
                    "solver_settings",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="weights and rules of the pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["-starts_on", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="event_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventEvent",
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
                        to="events.event",
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
                ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="short address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("short_name", models.CharField(max_length=60, verbose_name="short name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ministerial", "Ministerial meeting"),
                            ("visit", "State or working visit"),
                            ("coordination", "Coordination meeting (rakor)"),
                            ("training", "Training (bimtek)"),
                        ],
                        default="ministerial",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("preparation", "Preparation"),
                            ("live", "Live"),
                            ("closed", "Closed"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="theme")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
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
                    "posko_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the command post"
                    ),
                ),
                (
                    "travel_minutes",
                    models.PositiveSmallIntegerField(
                        default=45,
                        help_text="Added to both ends of a duty: no officer is held by two duties closer than this.",
                        verbose_name="travel between two duties, minutes",
                    ),
                ),
                (
                    "answer_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="After this the officer counts as not having answered.",
                        verbose_name="hours to answer an assignment",
                    ),
                ),
                (
                    "letters_await_answer",
                    models.BooleanField(
                        default=True,
                        help_text="Switch off when three days or fewer are left: letters are then issued before the answer.",
                        verbose_name="letters wait for the officer's answer",
                    ),
                ),
                (
                    "solver_settings",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="weights and rules of the pairing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TierPolicy",
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
                        related_name="tiers",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="As printed on badges: VVIP, VIP, GUB.", max_length=10, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(help_text="1 is served first.", verbose_name="order"),
                ),
                (
                    "lo_count",
                    models.PositiveSmallIntegerField(default=1, verbose_name="officers per delegation"),
                ),
                ("entitlements", models.JSONField(blank=True, default=list, verbose_name="entitlements")),
                (
                    "arrival_lead_minutes",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="at the airport before landing, minutes"
                    ),
                ),
                (
                    "requires_briefing",
                    models.BooleanField(default=False, verbose_name="officer must be briefed"),
                ),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="As they come in lists: Gubernur, Setingkat Gubernur.",
                        verbose_name="other spellings",
                    ),
                ),
            ],
            options={
                "verbose_name": "guest tier",
                "verbose_name_plural": "guest tiers",
                "ordering": ["event", "rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "code"), name="tier_code_once"),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("event", "rank"),
                        name="tier_rank_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TierPolicyEvent",
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
                        to="events.tierpolicy",
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
                (
                    "code",
                    models.CharField(
                        help_text="As printed on badges: VVIP, VIP, GUB.", max_length=10, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(help_text="1 is served first.", verbose_name="order"),
                ),
                (
                    "lo_count",
                    models.PositiveSmallIntegerField(default=1, verbose_name="officers per delegation"),
                ),
                ("entitlements", models.JSONField(blank=True, default=list, verbose_name="entitlements")),
                (
                    "arrival_lead_minutes",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="at the airport before landing, minutes"
                    ),
                ),
                (
                    "requires_briefing",
                    models.BooleanField(default=False, verbose_name="officer must be briefed"),
                ),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="As they come in lists: Gubernur, Setingkat Gubernur.",
                        verbose_name="other spellings",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Venue",
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
                        related_name="venues",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("airport", "Airport or port"),
                            ("hotel", "Hotel"),
                            ("hall", "Hall or office"),
                            ("outdoor", "Outdoors"),
                        ],
                        default="hall",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("meeting_point", models.CharField(blank=True, max_length=200, verbose_name="meeting point")),
                (
                    "map_url",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[django.core.validators.URLValidator(["https", "http"])],
                        verbose_name="map link",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "travel_zone",
                    models.CharField(
                        blank=True,
                        help_text="Places in one area are a short drive apart.",
                        max_length=20,
                        verbose_name="travel area",
                    ),
                ),
            ],
            options={
                "verbose_name": "venue",
                "verbose_name_plural": "venues",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("event", "name"), name="venue_name_once")],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                        related_name="agenda",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="events.venue",
                        verbose_name="venue",
                    ),
                ),
                ("meet_at", models.DateTimeField(blank=True, null=True, verbose_name="be there by")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("for_officers", models.BooleanField(default=False, verbose_name="for officers only")),
                (
                    "dress_code",
                    models.CharField(blank=True, max_length=200, verbose_name="dress code or note"),
                ),
                ("host_agency", models.CharField(blank=True, max_length=150, verbose_name="host agency")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=150, verbose_name="person in charge"),
                ),
                (
                    "contact_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the person in charge"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("scheduled", models.BooleanField(default=True, verbose_name="on the printed programme")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason of the cancellation"),
                ),
                (
                    "tiers",
                    models.ManyToManyField(
                        blank=True, related_name="agenda", to="events.tierpolicy", verbose_name="tiers"
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": ["starts_at", "title"],
                "indexes": [
                    models.Index(fields=["event", "starts_at"], name="events_agen_event_i_2676de_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="agenda_ends_after_start",
                        violation_error_message="The item ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meet_at__isnull", True),
                            ("meet_at__lte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="agenda_meets_before_start",
                        violation_error_message="The meeting time is after the start.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
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
                        to="events.agendaitem",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.venue",
                        verbose_name="venue",
                    ),
                ),
                ("meet_at", models.DateTimeField(blank=True, null=True, verbose_name="be there by")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("for_officers", models.BooleanField(default=False, verbose_name="for officers only")),
                (
                    "dress_code",
                    models.CharField(blank=True, max_length=200, verbose_name="dress code or note"),
                ),
                ("host_agency", models.CharField(blank=True, max_length=150, verbose_name="host agency")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=150, verbose_name="person in charge"),
                ),
                (
                    "contact_phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True, max_length=128, region=None, verbose_name="phone of the person in charge"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("scheduled", models.BooleanField(default=True, verbose_name="on the printed programme")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason of the cancellation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Briefing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="briefing",
                        to="events.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparation", "Preparation meeting"),
                            ("coordination", "Coordination meeting (rakor)"),
                            ("rehearsal", "Rehearsal (gladi)"),
                            ("training", "Training (bimtek)"),
                        ],
                        default="preparation",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="attendance required")),
                (
                    "materials",
                    models.TextField(
                        blank=True, help_text="One link or title per line.", verbose_name="materials"
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "lesson_hours",
                    models.PositiveSmallIntegerField(default=0, verbose_name="lesson hours (JP)"),
                ),
                (
                    "checkin_secret",
                    models.CharField(default=events.models.new_secret, editable=False, max_length=40),
                ),
            ],
            options={
                "verbose_name": "briefing",
                "verbose_name_plural": "briefings",
                "ordering": ["item__starts_at"],
            },
        ),
        migrations.CreateModel(
            name="BriefingAction",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="events.briefing",
                        verbose_name="briefing",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what")),
                ("owner_name", models.CharField(max_length=150, verbose_name="who")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "action of a briefing",
                "verbose_name_plural": "actions of a briefing",
                "ordering": ["due_on", "created_at"],
            },
        ),
        migrations.CreateModel(
            name="BriefingEvent",
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
                        to="events.briefing",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparation", "Preparation meeting"),
                            ("coordination", "Coordination meeting (rakor)"),
                            ("rehearsal", "Rehearsal (gladi)"),
                            ("training", "Training (bimtek)"),
                        ],
                        default="preparation",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("required", models.BooleanField(default=True, verbose_name="attendance required")),
                (
                    "materials",
                    models.TextField(
                        blank=True, help_text="One link or title per line.", verbose_name="materials"
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "lesson_hours",
                    models.PositiveSmallIntegerField(default=0, verbose_name="lesson hours (JP)"),
                ),
                (
                    "checkin_secret",
                    models.CharField(default=events.models.new_secret, editable=False, max_length=40),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VenueEvent",
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
                        to="events.venue",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("airport", "Airport or port"),
                            ("hotel", "Hotel"),
                            ("hall", "Hall or office"),
                            ("outdoor", "Outdoors"),
                        ],
                        default="hall",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("meeting_point", models.CharField(blank=True, max_length=200, verbose_name="meeting point")),
                (
                    "map_url",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[django.core.validators.URLValidator(["https", "http"])],
                        verbose_name="map link",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[events.models.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "travel_zone",
                    models.CharField(
                        blank=True,
                        help_text="Places in one area are a short drive apart.",
                        max_length=20,
                        verbose_name="travel area",
                    ),
                ),
            ],
        ),
    ]
