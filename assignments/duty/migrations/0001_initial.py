import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import events.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("events", "0001_initial"),
        ("officers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to="officers.officer",
                        verbose_name="officer",
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=events.models.new_secret, editable=False, max_length=40, unique=True
                    ),
                ),
                ("reset_at", models.DateTimeField(blank=True, null=True, verbose_name="address changed")),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
            },
        ),
        migrations.CreateModel(
            name="DutySheet",
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
                        related_name="duty_sheets",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duty_sheets",
                        to="officers.officer",
                        verbose_name="officer",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("content", models.JSONField(verbose_name="content")),
                ("changes", models.JSONField(blank=True, default=list, verbose_name="changes")),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
            ],
            options={
                "verbose_name": "duty sheet",
                "verbose_name_plural": "duty sheets",
                "ordering": ["event", "officer__name", "-version"],
                "indexes": [models.Index(fields=["event", "version"], name="duty_sheet_of_version")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "event", "version"), name="duty_sheet_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_at__isnull", True),
                            ("read_at__gte", models.F("published_at")),
                            _connector="OR",
                        ),
                        name="duty_sheet_read_after_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                        related_name="publications",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("published_at", models.DateTimeField(verbose_name="published")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "row_key",
                    models.CharField(
                        blank=True,
                        help_text="Set for an urgent publication: the agenda item or movement that it told.",
                        max_length=60,
                        verbose_name="only this row",
                    ),
                ),
                ("summary", models.JSONField(blank=True, default=dict, verbose_name="summary")),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["event", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "version"), name="publication_version_once")
                ],
            },
        ),
    ]
