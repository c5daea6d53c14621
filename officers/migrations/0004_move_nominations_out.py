from django.db import migrations


class Migration(migrations.Migration):
    """Nominations have a room of their own, `officers.nominations`."""

    contract = "no page ever wrote these tables"

    dependencies = [
        ("officers", "0003_merged_into"),
    ]

    operations = [
        migrations.DeleteModel(name="NomineeEvent"),
        migrations.DeleteModel(name="NominationEvent"),
        migrations.DeleteModel(name="Nominee"),
        migrations.DeleteModel(name="Nomination"),
    ]
