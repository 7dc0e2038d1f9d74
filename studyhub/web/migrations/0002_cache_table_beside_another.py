"""Make the cache table where another shared cache was configured and had none beside it."""

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """Do nothing where the table is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("web", "0001_cache_table")]
    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
