"""Secrets of second factors, sealed for anybody until now, are sealed again for their owner."""

import base64

from django.db import migrations

from home.records.sealing import Place, Sealed, seal, unseal


def seal_again(apps, schema_editor):
    for factor in apps.get_model("mfa", "Authenticator").objects.filter(type__in=["totp", "recovery_codes"]):
        for name in {"secret", "seed"} & factor.data.keys():
            secret = unseal(Sealed(base64.b64decode(factor.data[name])), Place("mfa_authenticator", "data", ""))
            place = Place("mfa_authenticator", f"data.{name}", f"{factor.user_id}/{factor.type}")
            factor.data[name] = base64.b64encode(seal(secret, place).blob).decode()
        factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("signin", "0001_access_to_accounts"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_again, migrations.RunPython.noop)]
