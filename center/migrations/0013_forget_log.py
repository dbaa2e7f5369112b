from django.db import migrations

from center.base.personal_data.sql import FORGET_LOG_CREATE, FORGET_LOG_DROP


class Migration(migrations.Migration):
    dependencies = [("center", "0001_squashed_0012_retention")]

    operations = [migrations.RunSQL(FORGET_LOG_CREATE, FORGET_LOG_DROP)]
