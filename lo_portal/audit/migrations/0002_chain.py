from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=1, verbose_name="kind")),
                ("entry_id", models.BigIntegerField(verbose_name="line")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("entry_digest", models.CharField(max_length=64, verbose_name="hash of the line")),
                (
                    "position",
                    models.BigIntegerField(null=True, unique=True, verbose_name="place in the chain"),
                ),
                (
                    "digest",
                    models.CharField(
                        max_length=64, default="", db_default="", verbose_name="hash of the chain"
                    ),
                ),
            ],
            options={
                "verbose_name": "link of the audit chain",
                "verbose_name_plural": "links of the audit chain",
                "constraints": [models.UniqueConstraint(fields=("kind", "entry_id"), name="audit_link_once")],
            },
        ),
    ]
