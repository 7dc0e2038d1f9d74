"""Give the paragraphs of earlier editions the number they have on the screen, and readings a key.

The anchors of those paragraphs were named by that number, so it is read off them. Editions are
append-only: a permit row lets the one write pass, as for an erasure.
"""

from django.db import migrations, models

from studyhub.audit.erasure import permit
from studyhub.web.ids import new_id


def fill_labels(apps, schema_editor):
    paragraphs = apps.get_model("lessons", "Paragraph").objects.filter(label="")
    if not paragraphs.exists():
        return
    with permit("migration lessons.0003: labels of paragraphs", schema_editor.connection.alias):
        for paragraph in paragraphs.select_related("anchor"):
            paragraph.label = paragraph.anchor.name.removeprefix("s").replace("-", ".")
            paragraph.save(update_fields=["label"])


def fill_keys(apps, schema_editor):
    for reading in apps.get_model("lessons", "Reading").objects.all():
        reading.key = new_id()
        reading.save(update_fields=["key"])


class Migration(migrations.Migration):

    dependencies = [
        ("lessons", "0002_reading_room"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(fill_labels, migrations.RunPython.noop),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=["key"], name="lessons_reading_key"),
        ),
    ]
