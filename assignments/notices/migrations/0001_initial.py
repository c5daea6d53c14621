import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("events", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
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
                        related_name="broadcasts",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("text", models.TextField(max_length=2000, verbose_name="message")),
                ("audience", models.JSONField(default=dict, verbose_name="audience")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "broadcast",
                "verbose_name_plural": "broadcasts",
                "ordering": ["-sent_at"],
            },
        ),
        migrations.CreateModel(
            name="BroadcastEvent",
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
                        to="notices.broadcast",
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
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("text", models.TextField(max_length=2000, verbose_name="message")),
                ("audience", models.JSONField(default=dict, verbose_name="audience")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("key", models.CharField(editable=False, max_length=255, unique=True)),
                ("thread", models.CharField(editable=False, max_length=240)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("briefing", "Briefing reminder"),
                            ("duty", "Duty reminder"),
                            ("change", "Change of duty"),
                            ("offer", "Assignment"),
                            ("release", "Release from an assignment"),
                            ("letter", "Letter of assignment"),
                            ("broadcast", "Broadcast"),
                            ("help", "Request for help"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("subject_type", models.CharField(max_length=60, verbose_name="about")),
                ("subject_id", models.CharField(max_length=40)),
                ("subject_version", models.PositiveIntegerField(blank=True, null=True)),
                ("channel", models.CharField(max_length=12, verbose_name="channel")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("not_after", models.DateTimeField(blank=True, null=True, verbose_name="not after")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Queued"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("retry", "Will be tried again"),
                            ("failed", "Failed"),
                            ("expired", "Too late"),
                            ("superseded", "Replaced"),
                            ("cancelled", "Cancelled"),
                            ("dead", "Given up"),
                        ],
                        default="due",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("crashes", models.PositiveSmallIntegerField(default=0, verbose_name="interrupted")),
                ("maybe_double", models.BooleanField(default=False, verbose_name="possibly sent twice")),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("owner", models.CharField(blank=True, max_length=40)),
                ("next_try_at", models.DateTimeField(verbose_name="next attempt")),
                ("error_code", models.CharField(blank=True, max_length=20, verbose_name="code of the error")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="error")),
                ("message_id", models.CharField(editable=False, max_length=120)),
                ("language", models.CharField(default="id", max_length=5, verbose_name="language")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                ("content", models.JSONField(default=dict, verbose_name="content")),
                ("fingerprint", models.CharField(blank=True, editable=False, max_length=16)),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="sent to")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                ("muted_at", models.DateTimeField(blank=True, null=True, verbose_name="withheld")),
                (
                    "muted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withheld by",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["due", "retry", "sending"])),
                        fields=["channel", "next_try_at", "id"],
                        name="notice_to_deliver",
                    ),
                    models.Index(fields=["event", "state"], name="notice_of_event"),
                    models.Index(fields=["thread"], name="notice_thread"),
                    models.Index(fields=["subject_type", "subject_id"], name="notice_subject"),
                    models.Index(
                        condition=models.Q(("channel", "inbox"), ("read_at", None), ("state", "sent")),
                        fields=["recipient"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key",
                                django.db.models.functions.text.Concat(
                                    models.F("thread"), models.Value(":"), models.F("channel")
                                ),
                            )
                        ),
                        name="notice_key_of_thread",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="notice_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_until__isnull", True), ("owner", "")),
                            models.Q(("lease_until__isnull", False), models.Q(("owner", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_lease_has_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("muted_at__isnull", True), ("muted_by__isnull", True)),
                            models.Q(("muted_at__isnull", False), ("muted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_muted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["failed", "dead", "retry"]), _negated=True),
                            models.Q(("error_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="notice_failure_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["sending", "sent", "retry"]), _negated=True),
                            ("attempts__gt", 0),
                            _connector="OR",
                        ),
                        name="notice_sent_was_tried",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("not_after__isnull", True),
                            ("not_after__gt", models.F("due_at")),
                            _connector="OR",
                        ),
                        name="notice_due_before_its_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_try_at__gte", models.F("due_at"))),
                        name="notice_not_tried_before_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOpening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_openings",
                        to="notices.notice",
                        verbose_name="notice",
                    ),
                ),
                (
                    "broadcast",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_openings",
                        to="notices.broadcast",
                        verbose_name="broadcast",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("whatsapp", "WhatsApp"), ("group", "Copied for a group")],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
            ],
            options={
                "verbose_name": "opened by staff",
                "verbose_name_plural": "opened by staff",
                "ordering": ["-opened_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("broadcast__isnull", True), ("notice__isnull", False), ("way", "whatsapp")
                            ),
                            models.Q(
                                ("broadcast__isnull", False), ("notice__isnull", True), ("way", "group")
                            ),
                            _connector="OR",
                        ),
                        name="hand_opening_of_one_message",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="inbox_item",
                        serialize=False,
                        to="notices.notice",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inbox",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
                ("arrived_at", models.DateTimeField(verbose_name="arrived")),
            ],
            options={
                "verbose_name": "inbox item",
                "verbose_name_plural": "inbox items",
                "ordering": ["-arrived_at"],
                "indexes": [models.Index(fields=["recipient", "-arrived_at"], name="inbox_newest")],
            },
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "endpoint",
                    models.URLField(max_length=500, unique=True, verbose_name="address of the push service"),
                ),
                ("p256dh", models.CharField(max_length=120)),
                ("auth", models.CharField(max_length=40)),
                ("device", models.CharField(blank=True, max_length=120, verbose_name="device")),
            ],
            options={
                "verbose_name": "push subscription",
                "verbose_name_plural": "push subscriptions",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="ReminderProfile",
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
                        related_name="reminder_profiles",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminder_profiles",
                        to="events.tierpolicy",
                        verbose_name="tier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("briefing", "Briefing"), ("duty", "Duty")],
                        max_length=10,
                        verbose_name="before a",
                    ),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days before"),
                ),
                ("clock", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "minutes_before",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes before"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "reminder rule",
                "verbose_name_plural": "reminder rules",
                "ordering": ["kind", "tier__rank", "-days_before", "clock", "-minutes_before"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("clock__isnull", False),
                                ("days_before__isnull", False),
                                ("minutes_before__isnull", True),
                            ),
                            models.Q(
                                ("clock__isnull", True),
                                ("days_before__isnull", True),
                                ("minutes_before__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="reminder_days_or_minutes",
                        violation_error_message="Give either days and a time, or minutes.",
                    ),
                    models.UniqueConstraint(
                        fields=("event", "tier", "kind", "days_before", "clock", "minutes_before"),
                        name="reminder_rule_once",
                        nulls_distinct=False,
                        violation_error_message="This reminder is already there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderProfileEvent",
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
                        to="notices.reminderprofile",
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
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.tierpolicy",
                        verbose_name="tier",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("briefing", "Briefing"), ("duty", "Duty")],
                        max_length=10,
                        verbose_name="before a",
                    ),
                ),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days before"),
                ),
                ("clock", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "minutes_before",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes before"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
        ),
    ]
