import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0013_calls")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consultation",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_called_has_who_and_when",
        ),
        migrations.RemoveField(
            model_name="consultation",
            name="called_at",
        ),
        migrations.RemoveField(
            model_name="consultation",
            name="called_by",
        ),
        migrations.RemoveField(
            model_name="consultationevent",
            name="called_at",
        ),
        migrations.RemoveField(
            model_name="consultationevent",
            name="called_by",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (NEW."advisor_id", NEW."booked_by_id", NEW."came_late", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_visitor", NEW."case_id", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ends_at", NEW."entrepreneur_id", NEW."ics_sequence", NEW."id", NEW."language", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."series", NEW."starts_at", NEW."state", NEW."submission", NEW."topic_id", NEW."walked_in"); RETURN NULL;',
                    hash="b9146f9c4fc14458d84c3166f8cf6dd4eea378bf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c7113",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."booked_by_id" IS DISTINCT FROM (NEW."booked_by_id") OR OLD."came_late" IS DISTINCT FROM (NEW."came_late") OR OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."cancelled_by_visitor" IS DISTINCT FROM (NEW."cancelled_by_visitor") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."entrepreneur_id" IS DISTINCT FROM (NEW."entrepreneur_id") OR OLD."ics_sequence" IS DISTINCT FROM (NEW."ics_sequence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."series" IS DISTINCT FROM (NEW."series") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."walked_in" IS DISTINCT FROM (NEW."walked_in"))',
                    func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (NEW."advisor_id", NEW."booked_by_id", NEW."came_late", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_visitor", NEW."case_id", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ends_at", NEW."entrepreneur_id", NEW."ics_sequence", NEW."id", NEW."language", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."series", NEW."starts_at", NEW."state", NEW."submission", NEW."topic_id", NEW."walked_in"); RETURN NULL;',
                    hash="14521b0521c77231065eea2d20c406c0bebfa356",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1617e",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (OLD."advisor_id", OLD."booked_by_id", OLD."came_late", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_by_visitor", OLD."case_id", OLD."closed_at", OLD."closed_by_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."contact_email", OLD."contact_name", OLD."contact_phone", OLD."created_at", OLD."ends_at", OLD."entrepreneur_id", OLD."ics_sequence", OLD."id", OLD."language", OLD."mode", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."series", OLD."starts_at", OLD."state", OLD."submission", OLD."topic_id", OLD."walked_in"); RETURN NULL;',
                    hash="fb7501ba784e6522d7cc807c76b4a83732384725",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ce54",
                    table="consultations_consultation",
                    when="AFTER",
                ),
            ),
        ),
    ]
