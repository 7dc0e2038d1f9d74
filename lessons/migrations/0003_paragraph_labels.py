"""Give the paragraphs of earlier editions the number they have on the screen.

Their anchors were named by that number, so it is read off them. Editions are append-only: a
permit row lets the one write pass, as for an erasure.
"""

from django.db import migrations

from studyhub.audit.erasure import permit


def fill_labels(apps, schema_editor):
    paragraphs = apps.get_model("lessons", "Paragraph").objects.filter(label="")
    if not paragraphs.exists():
        return
    with permit("migration lessons.0003: labels of paragraphs", schema_editor.connection.alias):
        for paragraph in paragraphs.select_related("anchor"):
            paragraph.label = paragraph.anchor.name.removeprefix("s").replace("-", ".")
            paragraph.save(update_fields=["label"])


class Migration(migrations.Migration):

    dependencies = [
        ("lessons", "0002_reading_room"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(fill_labels, migrations.RunPython.noop),
    ]
