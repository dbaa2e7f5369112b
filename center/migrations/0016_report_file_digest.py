"""Give each file of a report the SHA-256 of its bytes, before the database stops letting such files change."""

import hashlib
from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Compute the sums of the files that are there, one at a time: they are large.

    Over the connection that migrates, which holds the table: another one would wait for it for ever.
    """
    files = apps.get_model("center", "ReportFile").objects.using(schema_editor.connection.alias)
    for key in list(files.order_by("pk").values_list("pk", flat=True)):
        row = files.get(pk=key)
        files.filter(pk=key).update(digest=hashlib.sha256(bytes(row.content)).hexdigest())


class Migration(migrations.Migration):
    dependencies = [("center", "0015_words_kept_for_the_search")]

    operations = [
        migrations.AddField(
            model_name="reportfile",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="SHA-256"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
