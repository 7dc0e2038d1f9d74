from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assignments', '0009_after_plans'),
    ]

    operations = [
        migrations.AddField(
            model_name='gradingplace',
            name='is_alike',
            field=models.BooleanField(default=False),
        ),
    ]
