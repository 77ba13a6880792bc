import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0017_late_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedAlert",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("purge_on", models.DateField(editable=False, null=True, verbose_name="delete on")),
                ("intake", models.SlugField(verbose_name="request")),
                ("reference", models.CharField(editable=False, max_length=9, unique=True, verbose_name="reference")),
                ("code_hash", models.CharField(editable=False, max_length=128)),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("in_review", "In review"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("out_of_scope", "Out of scope"),
                            ("duplicate", "Duplicate"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("shared", models.BooleanField(verbose_name="its author may know what became of it")),
                (
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="closed_alerts",
                        to="forms.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "alert that is erased",
                "verbose_name_plural": "alerts that are erased",
                "indexes": [models.Index(fields=["partner", "received_at", "id"], name="closed_alert_of_partner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purge_on__isnull", False)), name="closed_alert_always_has_an_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", "left"), _negated=True), name="closed_alert_tells_no_refusal"
                    ),
                ],
            },
        ),
    ]
