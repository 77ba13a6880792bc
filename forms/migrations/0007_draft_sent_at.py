from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def date_those_sent(apps, schema_editor):
    """Drafts sent before the column was there were sent when their request was received."""
    submissions = apps.get_model("forms", "Submission").objects.filter(draft=OuterRef("pk"))
    drafts = apps.get_model("forms", "Draft").objects.filter(submission__isnull=False)
    drafts.update(sent_at=Subquery(submissions.values("received_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0006_retention"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="sent_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="sent at"),
        ),
        migrations.RunPython(date_those_sent, migrations.RunPython.noop),
    ]
