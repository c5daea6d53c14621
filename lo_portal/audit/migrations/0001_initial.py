import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("actor_name", models.CharField(max_length=200, verbose_name="name of the actor")),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of thing")),
                ("subject_id", models.CharField(max_length=64, verbose_name="key of the thing")),
                ("subject_label", models.CharField(max_length=300, verbose_name="thing")),
                ("event_id", models.UUIDField(db_index=True, null=True, verbose_name="event")),
                ("verb", models.CharField(db_index=True, max_length=60, verbose_name="verb")),
                ("detail", models.JSONField(default=dict, verbose_name="detail")),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="audit_audit_subject_428d52_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ViewEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                ("actor_name", models.CharField(max_length=200, verbose_name="name of the actor")),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of thing")),
                ("subject_id", models.CharField(max_length=64, verbose_name="key of the thing")),
                ("subject_label", models.CharField(max_length=300, verbose_name="thing")),
                ("event_id", models.UUIDField(db_index=True, null=True, verbose_name="event")),
                ("fields", models.JSONField(default=list, verbose_name="fields shown")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "view of a restricted record",
                "verbose_name_plural": "views of restricted records",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="audit_viewe_subject_d826d1_idx")
                ],
            },
        ),
    ]
