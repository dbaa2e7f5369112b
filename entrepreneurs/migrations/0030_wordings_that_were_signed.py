"""Keep the present words of every initiative that has signatures as the wording to which they were given.

Until now nobody could change what is asked once it was signed; titles and reasons are taken as they stand.
"""

from typing import Any

from django.db import migrations
from django.db.models import Min


def keep_wordings(apps: Any, schema_editor: Any) -> None:
    """Make wording one of each signed initiative, of the moment of its first signature, and name it in all of them."""
    # The role that owns the tables, not that of the application.
    database = schema_editor.connection.alias
    signatures = apps.get_model("entrepreneurs", "InitiativeSignature").objects.using(database)
    wordings = apps.get_model("center", "InitiativeWording").objects.using(database)
    initiatives = apps.get_model("center", "AdvocacyInitiative").objects.using(database)
    words = ("title_sr", "title_en", "summary_sr", "summary_en", "why_sr", "why_en")
    signed = dict(signatures.order_by().values_list("initiative").annotate(Min("entered_at")))
    for initiative in initiatives.filter(pk__in=signed):
        first = wordings.create(
            initiative=initiative,
            number=1,
            asked=sorted(initiative.institutions.values_list("pk", flat=True)),
            written_at=signed[initiative.pk],
            **{name: getattr(initiative, name) for name in words},
        )
        signatures.filter(initiative=initiative).update(wording=first)


class Migration(migrations.Migration):
    dependencies = [("entrepreneurs", "0029_wording_of_a_signature")]

    operations = [migrations.RunPython(keep_wordings, migrations.RunPython.noop)]
