from django.db import migrations

from research.sql import MIX_ANSWERS_CREATE, MIX_ANSWERS_DROP


class Migration(migrations.Migration):
    dependencies = [("research", "0001_initial")]
    operations = [migrations.RunSQL(MIX_ANSWERS_CREATE, MIX_ANSWERS_DROP)]
