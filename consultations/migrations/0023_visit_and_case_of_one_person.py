from django.db import migrations, models

# The services see to it; this is for whoever comes past them. Deferred: a merge of two records of one person moves
# visits and cases one after the other.
TOGETHER = """
ALTER TABLE consultations_consultation ADD CONSTRAINT visit_and_case_of_one_person
FOREIGN KEY (case_id, entrepreneur_id) REFERENCES consultations_case (id, person_id) DEFERRABLE INITIALLY DEFERRED
"""
APART = "ALTER TABLE consultations_consultation DROP CONSTRAINT visit_and_case_of_one_person"


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0001_squashed_0022_erasure"),
        ("entrepreneurs", "0001_squashed_0025_data_requests"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("id", "person"), name="case_of_one_person"),
        ),
        migrations.RunSQL(TOGETHER, APART),
    ]
