"""The sign-in library's own tables, seen by the person they belong to and by the sign-in door."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import listed_table

SIGN_IN = "'00000000-0000-0000-0000-000000000001'"
PRINCIPAL = "(SELECT sealmark.scope_id('principal'))"
DOOR = f"{PRINCIPAL} = {SIGN_IN}"
OWN = f"user_id = {PRINCIPAL} OR {DOOR}"


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_accounts"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        listed_table("account_emailaddress", using=OWN, grants={"web": "SELECT, INSERT"}),
        # Nothing is mailed: nobody holds a privilege on it.
        listed_table("account_emailconfirmation", using=DOOR, grants={}),
        listed_table(
            "mfa_authenticator", using=OWN, grants={"web": "SELECT, INSERT, UPDATE, DELETE"}
        ),
    ]
