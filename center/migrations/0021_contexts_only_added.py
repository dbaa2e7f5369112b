"""Let nobody rewrite who acted, and end the log of the door after five years like the other logs."""

from django.db import migrations

from center.base.personal_data.sql import (
    FORGET_LOG_WITH_ACCOUNTS,
    FORGET_LOG_WITHOUT_ACCOUNTS,
    KEEP_CONTEXT_CREATE,
    KEEP_CONTEXT_DROP,
)


class Migration(migrations.Migration):
    dependencies = [
        ("center", "0020_asked_institutions_stay"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(FORGET_LOG_WITH_ACCOUNTS, FORGET_LOG_WITHOUT_ACCOUNTS),
        migrations.RunSQL(KEEP_CONTEXT_CREATE, KEEP_CONTEXT_DROP),
    ]
