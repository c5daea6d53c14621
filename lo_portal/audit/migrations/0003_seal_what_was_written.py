from django.db import migrations


def seal(apps, schema_editor):
    from lo_portal.audit import database

    database.install(schema_editor.connection)
    database.adopt(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=False)]
