from django.db import migrations, models

# Earlier a visit by phone could be booked with an email address only. The person's own number serves where we know
# one; without any, such a visit can only take place at the office.
_MEND = """
    UPDATE consultations_consultation visit
       SET contact_phone = person.phone,
           mode = CASE WHEN person.phone = '' THEN 'office' ELSE visit.mode END
      FROM entrepreneurs_entrepreneur person
     WHERE person.id = visit.entrepreneur_id AND visit.mode = 'phone' AND visit.contact_phone = ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0004_record_deletions"),
        ("entrepreneurs", "0002_record_deletions"),
    ]

    operations = [
        migrations.RunSQL(_MEND, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=~models.Q(mode="phone") | ~models.Q(contact_phone=""),
                name="consultation_by_phone_has_phone",
                violation_error_message="A visit by phone needs a phone number.",
            ),
        ),
    ]
