import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("programmes", "0007_counted_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="called_off_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="cancelled at"),
        ),
        migrations.AddField(
            model_name="cohort",
            name="referrer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="referrer",
            ),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(
                condition=models.Q(("merged_into", None), ("purge_on", None)),
                fields=["team", "contact_by", "id"],
                name="household_to_do",
            ),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(
                condition=models.Q(("told_at", None)), fields=["team", "to_tell_by"], name="household_to_tell"
            ),
        ),
    ]
