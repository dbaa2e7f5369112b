"""The tables of visits and cases, in one step; a database of the steps of before counts as having done it."""

import center.base.bilingual
import center.base.encryption
import center.base.person_names
import center.base.phones
import center.base.serbian_fields
import consultations.models.topic
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import entrepreneurs.eligibility.records
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
from center.base.trigger_operations import install_triggers


class Migration(migrations.Migration):
    replaces = [
        ("consultations", "0001_initial"),
        ("consultations", "0002_initial"),
        ("consultations", "0003_correct_outcomes"),
        ("consultations", "0004_record_deletions"),
        ("consultations", "0005_by_phone_has_phone"),
        ("consultations", "0006_person_names"),
        ("consultations", "0007_topics_within_reach"),
        ("consultations", "0008_names_are_no_addresses"),
        ("consultations", "0009_self_check_goes_along"),
        ("consultations", "0010_walk_ins_moves_and_extra_hours"),
        ("consultations", "0011_cases"),
        ("consultations", "0012_calendar_feeds"),
        ("consultations", "0013_calls"),
        ("consultations", "0014_calls_replace_called"),
        ("consultations", "0015_case_file"),
        ("consultations", "0016_group_sessions"),
        ("consultations", "0017_busy_calendars"),
        ("consultations", "0018_reminders"),
        ("consultations", "0019_text_reminders"),
        ("consultations", "0020_business_plans"),
        ("consultations", "0021_proof_of_work"),
        ("consultations", "0022_erasure"),
    ]

    initial = True

    dependencies = [
        ("center", "0001_squashed_0012_retention"),
        ("entrepreneurs", "0001_squashed_0025_data_requests"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="BookingSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_reminder_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=48,
                        help_text="Empty: no first reminder.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(336),
                        ],
                        verbose_name="first email, hours before",
                    ),
                ),
                (
                    "second_reminder_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        help_text="Empty: no second reminder. An SMS goes at the same time to those who agreed to it; who has no email gets it on the working day before instead of a call.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(336),
                        ],
                        verbose_name="second email, hours before",
                    ),
                ),
                (
                    "quiet_hours_after_booking",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="Who has just booked knows. 0: remind in any case.",
                        validators=[django.core.validators.MaxValueValidator(336)],
                        verbose_name="no reminder within so many hours after booking or moving",
                    ),
                ),
                (
                    "calls_before_visit",
                    models.BooleanField(
                        default=True, verbose_name="call people without email on the working day before"
                    ),
                ),
                (
                    "asks_for_proof",
                    models.BooleanField(
                        default=False,
                        help_text="Only while programs flood the calendar. People notice nothing; of bookings from browsers that cannot compute, at most twenty an hour are taken, and the others are asked to call.",
                        verbose_name="ask browsers for a small computation before a booking",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of booking",
                "verbose_name_plural": "settings of booking",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="booking_settings_are_one",
                        violation_error_message="There is one set of rules.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_reminder_hours__isnull", True),
                            ("first_reminder_hours__range", (1, 336)),
                            _connector="OR",
                        ),
                        name="booking_settings_first_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_reminder_hours__isnull", True),
                            ("second_reminder_hours__range", (1, 336)),
                            _connector="OR",
                        ),
                        name="booking_settings_second_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_reminder_hours__isnull", True),
                            ("second_reminder_hours__isnull", True),
                            ("first_reminder_hours__gt", models.F("second_reminder_hours")),
                            _connector="OR",
                        ),
                        name="booking_settings_in_order",
                        violation_error_message="The first reminder goes earlier than the second.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quiet_hours_after_booking__lte", 336)),
                        name="booking_settings_quiet_in_range",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_bookingsettingsevent" ("asks_for_proof", "calls_before_visit", "first_reminder_hours", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_hours_after_booking", "second_reminder_hours") VALUES (NEW."asks_for_proof", NEW."calls_before_visit", NEW."first_reminder_hours", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quiet_hours_after_booking", NEW."second_reminder_hours"); RETURN NULL;',
                            hash="8b6229bfc33387188a7a0499baa1c322107da875",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_11e30",
                            table="consultations_bookingsettings",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_bookingsettingsevent" ("asks_for_proof", "calls_before_visit", "first_reminder_hours", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_hours_after_booking", "second_reminder_hours") VALUES (NEW."asks_for_proof", NEW."calls_before_visit", NEW."first_reminder_hours", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quiet_hours_after_booking", NEW."second_reminder_hours"); RETURN NULL;',
                            hash="ea36369477f12557ff1d74c5dd445e2f80e39bb5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8d763",
                            table="consultations_bookingsettings",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_bookingsettingsevent" ("asks_for_proof", "calls_before_visit", "first_reminder_hours", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_hours_after_booking", "second_reminder_hours") VALUES (OLD."asks_for_proof", OLD."calls_before_visit", OLD."first_reminder_hours", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quiet_hours_after_booking", OLD."second_reminder_hours"); RETURN NULL;',
                            hash="bf7b1f02d5a9073949db5fe168b5b1070f3fa3dc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d2595",
                            table="consultations_bookingsettings",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False,
                        max_length=12,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[0-9]{4}-[0-9]{4,}$")],
                        verbose_name="number",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        help_text="A few words, such as “Bakery of the parents’ association”. The person reads them too; nothing about health or family.",
                        max_length=120,
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                            ("closed", "Closed"),
                        ],
                        default="intake",
                        editable=False,
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("opened_on", models.DateField(editable=False, verbose_name="opened")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("started", "Started an enterprise"),
                            ("joined", "Joined an enterprise"),
                            ("work", "Found work"),
                            ("referred", "Referred elsewhere"),
                            ("gave_up", "Gave up the idea"),
                            ("lost", "Contact was lost"),
                            ("other", "Other"),
                            ("continued", "Continued in another case of the same person"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                (
                    "jobs_created",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jobs created"),
                ),
                ("jobs_counted_on", models.DateField(blank=True, null=True, verbose_name="jobs counted on")),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["-opened_on", "-pk"],
                "indexes": [models.Index(fields=["stage"], name="case_by_stage")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "closed"), _negated=True),
                        fields=("person",),
                        name="case_open_once",
                        violation_error_message="This person has an open case already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[0-9]{4}-[0-9]{4,}$")), name="case_number_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["intake", "idea", "plan", "registration", "operating", "closed"])
                        ),
                        name="case_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            (
                                "outcome__in",
                                [
                                    "started",
                                    "joined",
                                    "work",
                                    "referred",
                                    "gave_up",
                                    "lost",
                                    "other",
                                    "continued",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="case_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("stage", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("stage", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_has_day_and_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="case_closes_after_it_opens",
                        violation_error_message="A case is closed after it was opened.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jobs_counted_on__isnull", True), ("jobs_created__isnull", True)),
                            models.Q(("jobs_counted_on__isnull", False), ("jobs_created__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_jobs_have_their_day",
                        violation_error_message="Give the number of jobs together with the day of the count.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("stage", "closed"), ("subject", "")),
                            _connector="OR",
                        ),
                        name="case_erased_is_closed_and_empty",
                        violation_error_message="This case was erased and can be changed no more.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_stages",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{intake:idea,intake:plan,intake:registration,intake:operating,idea:plan,idea:registration,idea:operating,plan:registration,plan:operating,registration:operating,idea:intake,plan:idea,registration:plan,operating:registration,intake:closed,idea:closed,plan:closed,registration:closed,operating:closed,closed:intake,closed:idea,closed:plan,closed:registration,closed:operating}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="df3fd77ae3b171b468f5edb0c325245b02ea3063",
                            operation="UPDATE",
                            pgid="pgtrigger_known_stages_469b3",
                            table="consultations_case",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="not_for_the_erased",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE gone TIMESTAMPTZ;",
                            func="SELECT erased_at INTO gone FROM entrepreneurs_entrepreneur WHERE id = NEW.person_id FOR SHARE; IF gone IS NOT NULL THEN RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'case_not_for_the_erased'; END IF; RETURN NEW;",
                            hash="525e1d4e72f36d179c40da9616eed2ad686a33a3",
                            operation='INSERT OR UPDATE OF "person_id"',
                            pgid="pgtrigger_not_for_the_erased_e90fa",
                            table="consultations_case",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_caseevent" ("closed_on", "enterprise_id", "erased_at", "id", "jobs_counted_on", "jobs_created", "number", "opened_on", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") VALUES (NEW."closed_on", NEW."enterprise_id", NEW."erased_at", NEW."id", NEW."jobs_counted_on", NEW."jobs_created", NEW."number", NEW."opened_on", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stage"); RETURN NULL;',
                            hash="a4e847a49eff22029868e6968b9ba900148abdf2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35ad8",
                            table="consultations_case",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."enterprise_id" IS DISTINCT FROM (NEW."enterprise_id") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jobs_counted_on" IS DISTINCT FROM (NEW."jobs_counted_on") OR OLD."jobs_created" IS DISTINCT FROM (NEW."jobs_created") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage"))',
                            func='INSERT INTO "consultations_caseevent" ("closed_on", "enterprise_id", "erased_at", "id", "jobs_counted_on", "jobs_created", "number", "opened_on", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") VALUES (NEW."closed_on", NEW."enterprise_id", NEW."erased_at", NEW."id", NEW."jobs_counted_on", NEW."jobs_created", NEW."number", NEW."opened_on", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stage"); RETURN NULL;',
                            hash="ee711d3ba47916059569268e61ed0d63ffa18dd2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a53e",
                            table="consultations_case",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_caseevent" ("closed_on", "enterprise_id", "erased_at", "id", "jobs_counted_on", "jobs_created", "number", "opened_on", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage") VALUES (OLD."closed_on", OLD."enterprise_id", OLD."erased_at", OLD."id", OLD."jobs_counted_on", OLD."jobs_created", OLD."number", OLD."opened_on", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stage"); RETURN NULL;',
                            hash="bb57595773852ec5eae83e040f99dcc624a5f320",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ec674",
                            table="consultations_case",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                (
                    "ends_at",
                    models.DateTimeField(
                        help_text="For a whole day write midnight at its beginning and at its end.",
                        verbose_name="to",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Visitors may see it.", max_length=120, verbose_name="reason (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="reason (English)"
                    ),
                ),
            ],
            options={
                "verbose_name": "closure",
                "verbose_name_plural": "closures",
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="closure_ends_after_start",
                        violation_error_message="The end must be later than the beginning.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_closureevent" ("ends_at", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "typed_latin") VALUES (NEW."ends_at", NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."typed_latin"); RETURN NULL;',
                            hash="28a0a75004a3fdbdb450f541e0240c106b2f01c7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_97078",
                            table="consultations_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_closureevent" ("ends_at", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "typed_latin") VALUES (NEW."ends_at", NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."typed_latin"); RETURN NULL;',
                            hash="7bdfcc75035fe171cd5cce5d34c5b111afead2a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8ce0b",
                            table="consultations_closure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_closureevent" ("ends_at", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "typed_latin") VALUES (OLD."ends_at", OLD."id", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."typed_latin"); RETURN NULL;',
                            hash="a726a6ed949f50aeca22718bd61d88573698d2f3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_43060",
                            table="consultations_closure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("advisor", "Advisor"), ("interpreter", "Interpreter"), ("room", "Room")],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As colleagues call it, for example Small room.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to offer it for no new visit. Visits that have it already keep it.",
                        verbose_name="can be chosen",
                    ),
                ),
            ],
            options={
                "verbose_name": "resource",
                "verbose_name_plural": "resources",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["advisor", "interpreter", "room"])),
                        name="resource_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="resource_has_name",
                        violation_error_message="Write a name.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_resourceevent" ("id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_active", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="5f42305dde3f83911f2994465ce34f5d619088c0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_96c1d",
                            table="consultations_resource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_resourceevent" ("id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_active", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="a43db421371bf1659f05d585b988854c6b687128",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_86e2d",
                            table="consultations_resource",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_resourceevent" ("id", "is_active", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."is_active", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="28537e7d0f6f3ba78547ac772034e922efde8c15",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_999f7",
                            table="consultations_resource",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "title_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=160, verbose_name="task (Serbian)"
                    ),
                ),
                (
                    "title_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=160, verbose_name="task (English)"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[django.core.validators.MaxValueValidator(730)],
                        verbose_name="days from the beginning of the stage",
                    ),
                ),
                (
                    "for_person",
                    models.BooleanField(
                        default=False,
                        help_text="The person sees it on their own pages and can mark it done.",
                        verbose_name="the person’s own task",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to give it to no further case.",
                        verbose_name="in use",
                    ),
                ),
            ],
            options={
                "verbose_name": "task of a stage",
                "verbose_name_plural": "tasks of the stages",
                "ordering": ["stage", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["intake", "idea", "plan", "registration", "operating"])
                        ),
                        name="task_template_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title_sr", ""), _negated=True),
                        name="task_template_has_title",
                        violation_error_message="Write what is to be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__lte", 730)),
                        name="task_template_within_two_years",
                        violation_error_message="At most 730 days.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_tasktemplateevent" ("days", "for_person", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "stage", "title_en", "title_sr", "typed_latin") VALUES (NEW."days", NEW."for_person", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."stage", NEW."title_en", NEW."title_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="0b4e046f95bfa68f5b02dc5be96e6933ab5cb4b0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4647e",
                            table="consultations_tasktemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_tasktemplateevent" ("days", "for_person", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "stage", "title_en", "title_sr", "typed_latin") VALUES (NEW."days", NEW."for_person", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."stage", NEW."title_en", NEW."title_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="ee62a3775c2216ec6c480895d3d305b6ed588eb5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f3b6",
                            table="consultations_tasktemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_tasktemplateevent" ("days", "for_person", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "stage", "title_en", "title_sr", "typed_latin") VALUES (OLD."days", OLD."for_person", OLD."id", OLD."is_active", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."stage", OLD."title_en", OLD."title_sr", OLD."typed_latin"); RETURN NULL;',
                            hash="358eebcd367b62b50d46f7b4781ed7e7b88b740f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e513e",
                            table="consultations_tasktemplate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=120, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Latin letters, digits and hyphens. Links that people saved use it, so change it rarely.",
                        max_length=60,
                        unique=True,
                        verbose_name="short name in addresses",
                    ),
                ),
                (
                    "summary_sr",
                    center.base.serbian_fields.SerbianTextField(
                        help_text="Two or three plain sentences.",
                        max_length=600,
                        verbose_name="what it is about (Serbian)",
                    ),
                ),
                (
                    "summary_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="what it is about (English)"
                    ),
                ),
                (
                    "what_to_bring_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=600, verbose_name="what to bring (Serbian)"
                    ),
                ),
                (
                    "what_to_bring_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="what to bring (English)"
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        default=60,
                        help_text="How many minutes the visit lasts: 10 to 480.",
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="length",
                    ),
                ),
                (
                    "buffer_before",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes kept free before the visit, to prepare. They may lie before the opening.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="pause before",
                    ),
                ),
                (
                    "buffer_after",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes kept free after the visit, to write notes. They may lie after the closing.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="pause after",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Minutes from one offered start to the next, counted from the opening: 10 to 480. Empty: the length.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="step between starts",
                    ),
                ),
                (
                    "notice_amount",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Exactly this much ahead is still allowed. Staff may book later than that.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="book at least ahead",
                    ),
                ),
                (
                    "notice_unit",
                    models.CharField(
                        choices=[("hours", "Hours"), ("working_days", "Working days")],
                        default="hours",
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "horizon_days",
                    models.PositiveSmallIntegerField(
                        default=60,
                        help_text="1 to 180. Staff may book farther ahead.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="book at most ahead, in days",
                    ),
                ),
                (
                    "change_notice_hours",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Exactly this much ahead is still allowed; 0: until the visit begins. Staff may do it later, with a reason.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="visitors may move or cancel until, in hours before",
                    ),
                ),
                (
                    "modes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("office", "At the office"),
                                ("phone", "By phone"),
                                ("online", "Online"),
                            ],
                            max_length=6,
                        ),
                        default=consultations.models.topic._all_modes,
                        help_text="The visitor chooses one of these.",
                        size=None,
                        verbose_name="where it takes place",
                    ),
                ),
                (
                    "confirmation",
                    models.CharField(
                        choices=[("at_once", "At once"), ("by_staff", "By staff")],
                        default="at_once",
                        help_text="By staff: the visit holds its time as a request until a colleague confirms it.",
                        max_length=8,
                        verbose_name="confirmed",
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Only published topics can be booked on the public pages.",
                        verbose_name="published",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__in", ("book", "find", "groups", "place")), _negated=True),
                        name="topic_slug_not_reserved",
                        violation_error_message="This word is an address of the portal. Choose another short name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("buffer_after__lte", 120),
                            ("buffer_before__lte", 120),
                            ("length__range", (10, 480)),
                            models.Q(("step__isnull", True), ("step__range", (10, 480)), _connector="OR"),
                        ),
                        name="topic_minutes_in_range",
                        violation_error_message="Length and step: 10 to 480 minutes; each pause: at most 120 minutes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon_days__range", (1, 180))),
                        name="topic_horizon_in_range",
                        violation_error_message="A topic can be booked 1 to 180 days ahead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change_notice_hours__lte", 240)),
                        name="topic_change_notice_in_range",
                        violation_error_message="Visitors can be asked to change at most 240 hours ahead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("modes__contained_by", ["office", "phone", "online"]), ("modes__len__gt", 0)
                        ),
                        name="topic_modes_are_known",
                        violation_error_message="Choose at least one place for the visit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_unit__in", ["hours", "working_days"])),
                        name="topic_notice_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmation__in", ["at_once", "by_staff"])),
                        name="topic_confirmation_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_topicevent" ("buffer_after", "buffer_before", "change_notice_hours", "confirmation", "horizon_days", "id", "is_published", "length", "modes", "name_en", "name_sr", "notice_amount", "notice_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "step", "summary_en", "summary_sr", "typed_latin", "what_to_bring_en", "what_to_bring_sr") VALUES (NEW."buffer_after", NEW."buffer_before", NEW."change_notice_hours", NEW."confirmation", NEW."horizon_days", NEW."id", NEW."is_published", NEW."length", NEW."modes", NEW."name_en", NEW."name_sr", NEW."notice_amount", NEW."notice_unit", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."slug", NEW."step", NEW."summary_en", NEW."summary_sr", NEW."typed_latin", NEW."what_to_bring_en", NEW."what_to_bring_sr"); RETURN NULL;',
                            hash="f4057246c54fe741af68a90af13f43cf76136976",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_03169",
                            table="consultations_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_topicevent" ("buffer_after", "buffer_before", "change_notice_hours", "confirmation", "horizon_days", "id", "is_published", "length", "modes", "name_en", "name_sr", "notice_amount", "notice_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "step", "summary_en", "summary_sr", "typed_latin", "what_to_bring_en", "what_to_bring_sr") VALUES (NEW."buffer_after", NEW."buffer_before", NEW."change_notice_hours", NEW."confirmation", NEW."horizon_days", NEW."id", NEW."is_published", NEW."length", NEW."modes", NEW."name_en", NEW."name_sr", NEW."notice_amount", NEW."notice_unit", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."slug", NEW."step", NEW."summary_en", NEW."summary_sr", NEW."typed_latin", NEW."what_to_bring_en", NEW."what_to_bring_sr"); RETURN NULL;',
                            hash="1ce3e875b4f8007ac204087865370da0d8403c1c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_11ac1",
                            table="consultations_topic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_topicevent" ("buffer_after", "buffer_before", "change_notice_hours", "confirmation", "horizon_days", "id", "is_published", "length", "modes", "name_en", "name_sr", "notice_amount", "notice_unit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "step", "summary_en", "summary_sr", "typed_latin", "what_to_bring_en", "what_to_bring_sr") VALUES (OLD."buffer_after", OLD."buffer_before", OLD."change_notice_hours", OLD."confirmation", OLD."horizon_days", OLD."id", OLD."is_published", OLD."length", OLD."modes", OLD."name_en", OLD."name_sr", OLD."notice_amount", OLD."notice_unit", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."slug", OLD."step", OLD."summary_en", OLD."summary_sr", OLD."typed_latin", OLD."what_to_bring_en", OLD."what_to_bring_sr"); RETURN NULL;',
                            hash="58cd5f3c48f6ada0f648fac3db3b924f1783fdf9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb733",
                            table="consultations_topic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_requests",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("revoked", "Taken back"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "reason",
                    center.base.encryption.EncryptedTextField(
                        context="consultations.AccessRequest.reason", verbose_name="reason"
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "answer",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="consultations.AccessRequest.answer", verbose_name="answer"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for access",
                "verbose_name_plural": "requests for access",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("case", "asked_by"),
                        name="access_request_waits_once",
                        violation_error_message="You have asked already. The answer will come by email.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "granted", "refused", "revoked"])),
                        name="access_request_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="access_request_asked_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="access_request_decided_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                ("state", "revoked"),
                            ),
                            models.Q(
                                models.Q(("state", "revoked"), _negated=True),
                                ("revoked_at__isnull", True),
                                ("revoked_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="access_request_revoked_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "revoked"]), ("until__isnull", False)),
                            models.Q(("state__in", ["waiting", "refused"]), ("until__isnull", True)),
                            _connector="OR",
                        ),
                        name="access_request_granted_has_an_end",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_answers",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:granted,waiting:refused,granted:revoked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="28ff6ceb333d8771b580a82e5f33a64a9a9a261a",
                            operation="UPDATE",
                            pgid="pgtrigger_known_answers_a1ebd",
                            table="consultations_accessrequest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_accessrequestevent" ("asked_at", "asked_by_id", "case_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "state", "until") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."state", NEW."until"); RETURN NULL;',
                            hash="6c77299c54c5ba1024f974636aa5b4289b1c4dbe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7f8b5",
                            table="consultations_accessrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                            func='INSERT INTO "consultations_accessrequestevent" ("asked_at", "asked_by_id", "case_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "state", "until") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."state", NEW."until"); RETURN NULL;',
                            hash="224d42b03da7d13ac1c8fd1a824240dd86105ed1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4940c",
                            table="consultations_accessrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_accessrequestevent" ("asked_at", "asked_by_id", "case_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "state", "until") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."case_id", OLD."decided_at", OLD."decided_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."state", OLD."until"); RETURN NULL;',
                            hash="0632157309e678d302f3a87b44ab9aaf869cb8cd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_953e3",
                            table="consultations_accessrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Advisor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advisor",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
                (
                    "resource",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advisor",
                        to="consultations.resource",
                        verbose_name="resource",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="As visitors see it, for example Jelena Marić.",
                        max_length=120,
                        verbose_name="name (Serbian)",
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                (
                    "is_bookable",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to offer no new times. Visits that are already booked stay.",
                        verbose_name="takes bookings",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="advisors", to="consultations.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "advisor",
                "verbose_name_plural": "advisors",
                "ordering": ["pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_advisorevent" ("id", "is_bookable", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "typed_latin", "user_id") VALUES (NEW."id", NEW."is_bookable", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resource_id", NEW."typed_latin", NEW."user_id"); RETURN NULL;',
                            hash="ddf0c4c8e28eb623d03c90f75c19778590bed7c6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb296",
                            table="consultations_advisor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_advisorevent" ("id", "is_bookable", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "typed_latin", "user_id") VALUES (NEW."id", NEW."is_bookable", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resource_id", NEW."typed_latin", NEW."user_id"); RETURN NULL;',
                            hash="0cda3f96fa32aa0703e6622fd738f2e21a09382c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a72ed",
                            table="consultations_advisor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_advisorevent" ("id", "is_bookable", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "typed_latin", "user_id") VALUES (OLD."id", OLD."is_bookable", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resource_id", OLD."typed_latin", OLD."user_id"); RETURN NULL;',
                            hash="898de43bf3d0296fd8475ef7a5745d9d65fb6a0a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_afdfa",
                            table="consultations_advisor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingSettingsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.bookingsettings",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "first_reminder_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=48,
                        help_text="Empty: no first reminder.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(336),
                        ],
                        verbose_name="first email, hours before",
                    ),
                ),
                (
                    "second_reminder_hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=3,
                        help_text="Empty: no second reminder. An SMS goes at the same time to those who agreed to it; who has no email gets it on the working day before instead of a call.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(336),
                        ],
                        verbose_name="second email, hours before",
                    ),
                ),
                (
                    "quiet_hours_after_booking",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="Who has just booked knows. 0: remind in any case.",
                        validators=[django.core.validators.MaxValueValidator(336)],
                        verbose_name="no reminder within so many hours after booking or moving",
                    ),
                ),
                (
                    "calls_before_visit",
                    models.BooleanField(
                        default=True, verbose_name="call people without email on the working day before"
                    ),
                ),
                (
                    "asks_for_proof",
                    models.BooleanField(
                        default=False,
                        help_text="Only while programs flood the calendar. People notice nothing; of bookings from browsers that cannot compute, at most twenty an hour are taken, and the others are asked to call.",
                        verbose_name="ask browsers for a small computation before a booking",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="600bcb60f45579ec6ed6fb241a20aa140718cc7a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0e353",
                            table="consultations_bookingsettingsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "budget_version",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="version of the budget"
                    ),
                ),
                (
                    "budget_saved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="budget saved"),
                ),
                (
                    "budget_saved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="budget saved by",
                    ),
                ),
                (
                    "person_told_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last letter to the person"),
                ),
                (
                    "person_tell_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="next letter to the person"),
                ),
                (
                    "team_told_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last letter to the advisors"
                    ),
                ),
                (
                    "team_tell_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="next letter to the advisors"
                    ),
                ),
            ],
            options={
                "verbose_name": "plan of a case",
                "verbose_name_plural": "plans of cases",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("budget_saved_at__isnull", True),
                                ("budget_saved_by__isnull", True),
                                ("budget_version", 0),
                            ),
                            models.Q(
                                ("budget_saved_at__isnull", False),
                                ("budget_saved_by__isnull", False),
                                ("budget_version__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="business_plan_budget_saved_has_who_and_when",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_businessplanevent" ("budget_saved_at", "budget_saved_by_id", "budget_version", "case_id", "id", "person_tell_at", "person_told_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_tell_at", "team_told_at") VALUES (NEW."budget_saved_at", NEW."budget_saved_by_id", NEW."budget_version", NEW."case_id", NEW."id", NEW."person_tell_at", NEW."person_told_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."team_tell_at", NEW."team_told_at"); RETURN NULL;',
                            hash="32fa8473fbc93bc4af6e861318c32b0264dbb30a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72d56",
                            table="consultations_businessplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_businessplanevent" ("budget_saved_at", "budget_saved_by_id", "budget_version", "case_id", "id", "person_tell_at", "person_told_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_tell_at", "team_told_at") VALUES (NEW."budget_saved_at", NEW."budget_saved_by_id", NEW."budget_version", NEW."case_id", NEW."id", NEW."person_tell_at", NEW."person_told_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."team_tell_at", NEW."team_told_at"); RETURN NULL;',
                            hash="bd423509adee2a0621676239349546e74a613784",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2ab6",
                            table="consultations_businessplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_businessplanevent" ("budget_saved_at", "budget_saved_by_id", "budget_version", "case_id", "id", "person_tell_at", "person_told_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_tell_at", "team_told_at") VALUES (OLD."budget_saved_at", OLD."budget_saved_by_id", OLD."budget_version", OLD."case_id", OLD."id", OLD."person_tell_at", OLD."person_told_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."team_tell_at", OLD."team_told_at"); RETURN NULL;',
                            hash="622c5f6e810d4985a79bfa70ec6bd9ec13ec980b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81ce4",
                            table="consultations_businessplan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Such as “Draft of the founding act”.",
                        max_length=120,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(editable=False, max_length=120, verbose_name="name of the file"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpeg", "JPEG"),
                            ("png", "PNG"),
                            ("docx", "Word (.docx)"),
                            ("xlsx", "Excel (.xlsx)"),
                            ("odt", "OpenDocument (.odt)"),
                            ("txt", "Text (.txt)"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                ("stored_as", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="uploaded"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="removed by",
                    ),
                ),
                (
                    "removal_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why it was removed"
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["-uploaded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["pdf", "jpeg", "png", "docx", "xlsx", "odt", "txt"])
                        ),
                        name="case_document_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stored_as", ""), _negated=True),
                        fields=("stored_as",),
                        name="case_document_file_belongs_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uploaded_at__isnull", False), ("uploaded_by__isnull", False)),
                        name="case_document_uploaded_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("stored_as", ""), _negated=True),
                                ("removed_at__isnull", True),
                                ("removed_by__isnull", True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                                ("stored_as", ""),
                            ),
                            _connector="OR",
                        ),
                        name="case_document_removed_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casedocumentevent" ("case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "size", "stored_as", "submission", "uploaded_at", "uploaded_by_id") VALUES (NEW."case_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."size", NEW."stored_as", NEW."submission", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="232e2169b23c990d86ebf645ffbd3164b0c0408a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_851ef",
                            table="consultations_casedocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."removed_by_id" IS DISTINCT FROM (NEW."removed_by_id") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."stored_as" IS DISTINCT FROM (NEW."stored_as") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func='INSERT INTO "consultations_casedocumentevent" ("case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "size", "stored_as", "submission", "uploaded_at", "uploaded_by_id") VALUES (NEW."case_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."removed_at", NEW."removed_by_id", NEW."size", NEW."stored_as", NEW."submission", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="dc913e40d7a6639f9b2e992ae22546944f3761f4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a376",
                            table="consultations_casedocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casedocumentevent" ("case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id", "size", "stored_as", "submission", "uploaded_at", "uploaded_by_id") VALUES (OLD."case_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_by_id", OLD."size", OLD."stored_as", OLD."submission", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                            hash="217d1b8e98e4688d9084e7a9ed3efada3daa28c4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31cac",
                            table="consultations_casedocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.case",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.CharField(
                        editable=False,
                        max_length=12,
                        validators=[django.core.validators.RegexValidator("^[0-9]{4}-[0-9]{4,}$")],
                        verbose_name="number",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                            ("closed", "Closed"),
                        ],
                        default="intake",
                        editable=False,
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("opened_on", models.DateField(editable=False, verbose_name="opened")),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("started", "Started an enterprise"),
                            ("joined", "Joined an enterprise"),
                            ("work", "Found work"),
                            ("referred", "Referred elsewhere"),
                            ("gave_up", "Gave up the idea"),
                            ("lost", "Contact was lost"),
                            ("other", "Other"),
                            ("continued", "Continued in another case of the same person"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                (
                    "jobs_created",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jobs created"),
                ),
                ("jobs_counted_on", models.DateField(blank=True, null=True, verbose_name="jobs counted on")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="62619c5dbc1f2175ec839e79c20b5293db702f7c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3cec0",
                            table="consultations_caseevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.closure",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                (
                    "ends_at",
                    models.DateTimeField(
                        help_text="For a whole day write midnight at its beginning and at its end.",
                        verbose_name="to",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Visitors may see it.", max_length=120, verbose_name="reason (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="reason (English)"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cf25f004e7c6fc7cb687ddbed2c51c681091b8f6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_edad2",
                            table="consultations_closureevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.resource",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("advisor", "Advisor"), ("interpreter", "Interpreter"), ("room", "Room")],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As colleagues call it, for example Small room.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to offer it for no new visit. Visits that have it already keep it.",
                        verbose_name="can be chosen",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1fc817096b706604aa6fdba9209de42b1fea7f63",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b9560",
                            table="consultations_resourceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_changes",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="number in the case")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                            ("closed", "Closed"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("day", models.DateField(verbose_name="from")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("started", "Started an enterprise"),
                            ("joined", "Joined an enterprise"),
                            ("work", "Found work"),
                            ("referred", "Referred elsewhere"),
                            ("gave_up", "Gave up the idea"),
                            ("lost", "Contact was lost"),
                            ("other", "Other"),
                            ("continued", "Continued in another case of the same person"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "reason",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="consultations.StageChange.reason", verbose_name="reason"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="entered"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of stage",
                "verbose_name_plural": "changes of stage",
                "ordering": ["case", "place"],
                "indexes": [models.Index(fields=["stage", "day"], name="stage_change_by_stage_and_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "place"), name="stage_change_one_after_another"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["intake", "idea", "plan", "registration", "operating", "closed"])
                        ),
                        name="stage_change_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "outcome__in",
                                    [
                                        "started",
                                        "joined",
                                        "work",
                                        "referred",
                                        "gave_up",
                                        "lost",
                                        "other",
                                        "continued",
                                    ],
                                ),
                                ("stage", "closed"),
                            ),
                            models.Q(models.Q(("stage", "closed"), _negated=True), ("outcome", "")),
                            _connector="OR",
                        ),
                        name="stage_change_outcome_at_the_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                            models.Q(("outcome", "continued"), ("recorded_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="stage_change_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="days_in_order",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT FROM consultations_stagechange WHERE case_id = NEW.case_id AND place < NEW.place AND day > NEW.day) THEN RAISE EXCEPTION 'stage_change_days_in_order' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="60eb0b6492bd54a8d29f7927ddbbc3d3547e7490",
                            operation="INSERT",
                            pgid="pgtrigger_days_in_order_84039",
                            table="consultations_stagechange",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_stagechangeevent" ("case_id", "day", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "stage") VALUES (NEW."case_id", NEW."day", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."stage"); RETURN NULL;',
                            hash="1c0b57b8eddf612d0be1b8fb0c011e0faaa781b9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe8ba",
                            table="consultations_stagechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."stage" IS DISTINCT FROM (NEW."stage"))',
                            func='INSERT INTO "consultations_stagechangeevent" ("case_id", "day", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "stage") VALUES (NEW."case_id", NEW."day", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."stage"); RETURN NULL;',
                            hash="5191115fead6d49c20d94137f2ff4bed3fcd8557",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1633",
                            table="consultations_stagechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_stagechangeevent" ("case_id", "day", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "stage") VALUES (OLD."case_id", OLD."day", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."stage"); RETURN NULL;',
                            hash="d33fa46a5927c50dcab4ba370386bcecbea72aa9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b09d4",
                            table="consultations_stagechange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.tasktemplate",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "title_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=160, verbose_name="task (Serbian)"
                    ),
                ),
                (
                    "title_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=160, verbose_name="task (English)"
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[django.core.validators.MaxValueValidator(730)],
                        verbose_name="days from the beginning of the stage",
                    ),
                ),
                (
                    "for_person",
                    models.BooleanField(
                        default=False,
                        help_text="The person sees it on their own pages and can mark it done.",
                        verbose_name="the person’s own task",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to give it to no further case.",
                        verbose_name="in use",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3ffb81f83452d1d9b195ae85dace4e2e984010a0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d2af6",
                            table="consultations_tasktemplateevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.topic",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=120, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Latin letters, digits and hyphens. Links that people saved use it, so change it rarely.",
                        max_length=60,
                        verbose_name="short name in addresses",
                    ),
                ),
                (
                    "summary_sr",
                    center.base.serbian_fields.SerbianTextField(
                        help_text="Two or three plain sentences.",
                        max_length=600,
                        verbose_name="what it is about (Serbian)",
                    ),
                ),
                (
                    "summary_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="what it is about (English)"
                    ),
                ),
                (
                    "what_to_bring_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=600, verbose_name="what to bring (Serbian)"
                    ),
                ),
                (
                    "what_to_bring_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="what to bring (English)"
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        default=60,
                        help_text="How many minutes the visit lasts: 10 to 480.",
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="length",
                    ),
                ),
                (
                    "buffer_before",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes kept free before the visit, to prepare. They may lie before the opening.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="pause before",
                    ),
                ),
                (
                    "buffer_after",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Minutes kept free after the visit, to write notes. They may lie after the closing.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="pause after",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Minutes from one offered start to the next, counted from the opening: 10 to 480. Empty: the length.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="step between starts",
                    ),
                ),
                (
                    "notice_amount",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Exactly this much ahead is still allowed. Staff may book later than that.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="book at least ahead",
                    ),
                ),
                (
                    "notice_unit",
                    models.CharField(
                        choices=[("hours", "Hours"), ("working_days", "Working days")],
                        default="hours",
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "horizon_days",
                    models.PositiveSmallIntegerField(
                        default=60,
                        help_text="1 to 180. Staff may book farther ahead.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="book at most ahead, in days",
                    ),
                ),
                (
                    "change_notice_hours",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Exactly this much ahead is still allowed; 0: until the visit begins. Staff may do it later, with a reason.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="visitors may move or cancel until, in hours before",
                    ),
                ),
                (
                    "modes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("office", "At the office"),
                                ("phone", "By phone"),
                                ("online", "Online"),
                            ],
                            max_length=6,
                        ),
                        default=consultations.models.topic._all_modes,
                        help_text="The visitor chooses one of these.",
                        size=None,
                        verbose_name="where it takes place",
                    ),
                ),
                (
                    "confirmation",
                    models.CharField(
                        choices=[("at_once", "At once"), ("by_staff", "By staff")],
                        default="at_once",
                        help_text="By staff: the visit holds its time as a request until a colleague confirms it.",
                        max_length=8,
                        verbose_name="confirmed",
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Only published topics can be booked on the public pages.",
                        verbose_name="published",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6658be54a2f8b2b1a70262d434fe68e0c20f11b5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_38481",
                            table="consultations_topicevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="to")),
                (
                    "note",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.Absence.note",
                        help_text="Only staff see it.",
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="absence_ends_after_start",
                        violation_error_message="The end must be later than the beginning.",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_absenceevent" ("advisor_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."advisor_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at"); RETURN NULL;',
                            hash="68e420ca18122223dc107e81df11cef05c60458f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d1250",
                            table="consultations_absence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at"))',
                            func='INSERT INTO "consultations_absenceevent" ("advisor_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."advisor_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at"); RETURN NULL;',
                            hash="7f2726eb181d1c316ea834ad1cf79acb956f042f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37fac",
                            table="consultations_absence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_absenceevent" ("advisor_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (OLD."advisor_id", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at"); RETURN NULL;',
                            hash="e3434a950d9f13eecee0aefac4ada8a9d60920fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0bac3",
                            table="consultations_absence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.accessrequest",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("revoked", "Taken back"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ccf85934d6063135898c7444854319f8f4b1ba19",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_62f9b",
                            table="consultations_accessrequestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvisorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.advisor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.resource",
                        verbose_name="resource",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="As visitors see it, for example Jelena Marić.",
                        max_length=120,
                        verbose_name="name (Serbian)",
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                (
                    "is_bookable",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off to offer no new times. Visits that are already booked stay.",
                        verbose_name="takes bookings",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8453a1bf777e9151c983d9bfc09def851a072d2a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_74308",
                            table="consultations_advisorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="month of the first year")),
                ("share", models.PositiveSmallIntegerField(verbose_name="percent of the planned sales")),
            ],
            options={
                "verbose_name": "month of the budget",
                "verbose_name_plural": "months of the budget",
                "ordering": ["plan", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="budget_month_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 12)),
                        name="budget_month_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 0), ("share__lte", 300)),
                        name="budget_month_share_in_reach",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_budgetmonthevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "share") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."share"); RETURN NULL;',
                            hash="55e17b07e6c94b832d40bae4c6abebaf06128983",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d98e3",
                            table="consultations_budgetmonth",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_budgetmonthevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "share") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."share"); RETURN NULL;',
                            hash="795f9314ae2f9626477f9dbc769c5227a6b37acd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b88f8",
                            table="consultations_budgetmonth",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_budgetmonthevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "share") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."share"); RETURN NULL;',
                            hash="fff34169d76f98c2f94aa729d5c55fc061bc0196",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3b1e2",
                            table="consultations_budgetmonth",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sale", "What you sell"),
                            ("monthly", "Costs of every month"),
                            ("start", "Costs of the start"),
                            ("money", "Money for the start"),
                        ],
                        max_length=7,
                        verbose_name="kind of row",
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of the row"),
                ),
                (
                    "name",
                    center.base.encryption.EncryptedTextField(
                        context="consultations.BudgetRow.name", verbose_name="what it is"
                    ),
                ),
                ("amount", models.PositiveIntegerField(verbose_name="amount in dinars")),
                (
                    "quantity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="units in a month"),
                ),
                (
                    "unit_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="cost of a unit in dinars"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Own money"),
                            ("grant", "Grant, to be kept"),
                            ("loan", "Loan, to be paid back"),
                        ],
                        max_length=5,
                        verbose_name="source of the money",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of the budget",
                "verbose_name_plural": "rows of the budget",
                "ordering": ["plan", "kind", "place"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("plan", "kind", "place"),
                        name="budget_row_place_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["sale", "monthly", "start", "money"])),
                        name="budget_row_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__isnull", True),
                            models.Q(("place__gte", 1), ("place__lte", 20)),
                            _connector="OR",
                        ),
                        name="budget_row_at_most_twenty",
                        violation_error_message="At most 20 rows of a kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "sale"), ("quantity__isnull", False), ("unit_cost__isnull", False)
                            ),
                            models.Q(
                                models.Q(("kind", "sale"), _negated=True),
                                ("quantity__isnull", True),
                                ("unit_cost__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="budget_row_a_sale_has_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "money"), ("source__in", ["own", "grant", "loan"])),
                            models.Q(models.Q(("kind", "money"), _negated=True), ("source", "")),
                            _connector="OR",
                        ),
                        name="budget_row_money_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("amount__lte", 999999999),
                            models.Q(
                                ("unit_cost__isnull", True),
                                models.Q(("unit_cost__gte", 0), ("unit_cost__lte", 999999999)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("quantity__isnull", True),
                                models.Q(("quantity__gte", 0), ("quantity__lte", 1000000)),
                                _connector="OR",
                            ),
                        ),
                        name="budget_row_amounts_in_reach",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_budgetrowevent" ("amount", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "quantity", "source", "unit_cost") VALUES (NEW."amount", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."plan_id", NEW."quantity", NEW."source", NEW."unit_cost"); RETURN NULL;',
                            hash="70f76450a71e26d9b19dbe85967ec0c0f636142b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0ba8b",
                            table="consultations_budgetrow",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."unit_cost" IS DISTINCT FROM (NEW."unit_cost"))',
                            func='INSERT INTO "consultations_budgetrowevent" ("amount", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "quantity", "source", "unit_cost") VALUES (NEW."amount", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."plan_id", NEW."quantity", NEW."source", NEW."unit_cost"); RETURN NULL;',
                            hash="93f48ea0f1b77fa2312dd07d0774289ebca00598",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9622e",
                            table="consultations_budgetrow",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_budgetrowevent" ("amount", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan_id", "quantity", "source", "unit_cost") VALUES (OLD."amount", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."plan_id", OLD."quantity", OLD."source", OLD."unit_cost"); RETURN NULL;',
                            hash="7c36c62d0009c1d570871ad4eb73c265f572ab48",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_94fe5",
                            table="consultations_budgetrow",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.businessplan",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "budget_version",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="version of the budget"
                    ),
                ),
                (
                    "budget_saved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="budget saved"),
                ),
                (
                    "budget_saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="budget saved by",
                    ),
                ),
                (
                    "person_told_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last letter to the person"),
                ),
                (
                    "person_tell_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="next letter to the person"),
                ),
                (
                    "team_told_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last letter to the advisors"
                    ),
                ),
                (
                    "team_tell_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="next letter to the advisors"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f7cbeb3e44ce948929e92f08dbfbbd492746af5b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b1c27",
                            table="consultations_businessplanevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusyCalendar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="busy_calendars",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "address",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.BusyCalendar.address",
                        editable=False,
                        verbose_name="address",
                    ),
                ),
                ("address_mark", models.CharField(blank=True, editable=False, max_length=64)),
                ("host", models.CharField(editable=False, max_length=255, verbose_name="server")),
                (
                    "counts_all_day",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off when birthdays and reminders stand in your calendar as whole days.",
                        verbose_name="all-day entries count",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not read yet"),
                            ("read", "Read"),
                            ("failing", "Cannot be read"),
                            ("ended", "Ended"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "This is no address of a calendar."),
                            ("scheme", "The address does not begin with https:// or webcal://."),
                            ("private", "The address leads into a private network, where we do not look."),
                            ("no_host", "There is no server with this name."),
                            ("unreachable", "The server cannot be reached."),
                            (
                                "certificate",
                                "The server could not prove who it is: its certificate is not valid.",
                            ),
                            ("too_slow", "The server did not answer in time."),
                            ("too_large", "The calendar is larger than 5 MB."),
                            ("redirects", "The address leads on to another one too often."),
                            ("forbidden", "The server does not let us read the calendar."),
                            ("missing", "There is no calendar at this address any more."),
                            ("status", "The server answered with an error."),
                            ("garbled", "The answer of the server came in pieces or garbled."),
                            (
                                "not_a_calendar",
                                "What lies at this address is no calendar in the iCalendar format.",
                            ),
                            ("too_many", "The calendar has more busy times than we can take in."),
                            ("too_complex", "The calendar takes too long to be read."),
                        ],
                        editable=False,
                        max_length=14,
                        verbose_name="problem",
                    ),
                ),
                (
                    "unread_entries",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="entries not understood"
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False, verbose_name="added")),
                (
                    "tried_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last tried"),
                ),
                (
                    "read_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last read"),
                ),
                ("expanded_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "failures",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=250)),
                ("modified", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
            ],
            options={
                "verbose_name": "own calendar",
                "verbose_name_plural": "own calendars",
                "ordering": ["advisor", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "read", "failing", "ended"])),
                        name="busy_calendar_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "problem__in",
                                    [
                                        "address",
                                        "scheme",
                                        "private",
                                        "no_host",
                                        "unreachable",
                                        "certificate",
                                        "too_slow",
                                        "too_large",
                                        "redirects",
                                        "forbidden",
                                        "missing",
                                        "status",
                                        "garbled",
                                        "not_a_calendar",
                                        "too_many",
                                        "too_complex",
                                    ],
                                ),
                                ("state", "failing"),
                            ),
                            models.Q(models.Q(("state", "failing"), _negated=True), ("problem", "")),
                            _connector="OR",
                        ),
                        name="busy_calendar_failing_has_problem",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "read"), _negated=True),
                            ("read_at__isnull", False),
                            _connector="OR",
                        ),
                        name="busy_calendar_read_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address_mark", ""),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("state", "ended"),
                            ),
                            models.Q(
                                models.Q(("state", "ended"), _negated=True),
                                models.Q(("address_mark", ""), _negated=True),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="busy_calendar_ended_has_who_and_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("advisor", "address_mark"),
                        name="busy_calendar_once",
                        violation_error_message="This calendar is already in the list.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_busycalendarevent" ("added_at", "advisor_id", "counts_all_day", "ended_at", "ended_by_id", "host", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "state") VALUES (NEW."added_at", NEW."advisor_id", NEW."counts_all_day", NEW."ended_at", NEW."ended_by_id", NEW."host", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."state"); RETURN NULL;',
                            hash="4dc7dec39543e16e594a6347dc2a9048a829574f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e14d",
                            table="consultations_busycalendar",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."counts_all_day" IS DISTINCT FROM (NEW."counts_all_day") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."host" IS DISTINCT FROM (NEW."host") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "consultations_busycalendarevent" ("added_at", "advisor_id", "counts_all_day", "ended_at", "ended_by_id", "host", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "state") VALUES (NEW."added_at", NEW."advisor_id", NEW."counts_all_day", NEW."ended_at", NEW."ended_by_id", NEW."host", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."state"); RETURN NULL;',
                            hash="6b2c2174076bd5846793b1ca7d1f1d63a742ff25",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eaafe",
                            table="consultations_busycalendar",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_busycalendarevent" ("added_at", "advisor_id", "counts_all_day", "ended_at", "ended_by_id", "host", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "state") VALUES (OLD."added_at", OLD."advisor_id", OLD."counts_all_day", OLD."ended_at", OLD."ended_by_id", OLD."host", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."problem", OLD."state"); RETURN NULL;',
                            hash="d1759f94a80346ff44b6a08aceb8f7b940043b0e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9311b",
                            table="consultations_busycalendar",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advisor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feed",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "secret",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.CalendarFeed.secret",
                        editable=False,
                        verbose_name="secret part of the address",
                    ),
                ),
                (
                    "digest",
                    models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
                ),
                ("made_at", models.DateTimeField(editable=False, verbose_name="address made")),
                (
                    "read_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last read on"),
                ),
                ("content_tag", models.CharField(blank=True, editable=False, max_length=64)),
                ("content_changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest__isnull", True), ("digest__regex", "^[0-9a-f]{64}$"), _connector="OR"
                        ),
                        name="calendar_feed_digest_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest__isnull", False),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                            ),
                            models.Q(
                                ("digest__isnull", True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="calendar_feed_ended_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_calendarfeedevent" ("advisor_id", "ended_at", "ended_by_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."advisor_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="87cb15ba8126c8cde601e8ca2e16498af0b1d3a4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f44f1",
                            table="consultations_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))',
                            func='INSERT INTO "consultations_calendarfeedevent" ("advisor_id", "ended_at", "ended_by_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."advisor_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ecc350789a7b78cf9c3f6bcf87b2fcf610fea25a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b6e8",
                            table="consultations_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_calendarfeedevent" ("advisor_id", "ended_at", "ended_by_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."advisor_id", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="240cff22bec1205dac63dd6d95ebd6926d3bdaf6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_714bc",
                            table="consultations_calendarfeed",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CanvasBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("problem", "The problem"),
                            ("change", "The change you want"),
                            ("beneficiaries", "Whom it helps"),
                            ("benefit", "What they gain"),
                            ("customers", "Who pays"),
                            ("offer", "What you offer them"),
                            ("channels", "How they hear of you and get it"),
                            ("activities", "What has to be done"),
                            ("resources", "What you need for it"),
                            ("partners", "Who works with you"),
                            ("costs", "What it costs, in words"),
                            ("income", "Where the money comes from, in words"),
                            ("surplus", "What happens with the surplus"),
                            ("measure", "How you will know that it works"),
                        ],
                        max_length=13,
                        verbose_name="block",
                    ),
                ),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.CanvasBlock.text",
                        verbose_name="words of the block",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "block of the canvas",
                "verbose_name_plural": "blocks of the canvas",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "part"), name="canvas_block_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                [
                                    "problem",
                                    "change",
                                    "beneficiaries",
                                    "benefit",
                                    "customers",
                                    "offer",
                                    "channels",
                                    "activities",
                                    "resources",
                                    "partners",
                                    "costs",
                                    "income",
                                    "surplus",
                                    "measure",
                                ],
                            )
                        ),
                        name="canvas_block_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="canvas_block_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                        name="canvas_block_saved_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_canvasblockevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "version") VALUES (NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="260fb847365302a01d5529c302412e57589ad536",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5fcd6",
                            table="consultations_canvasblock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."saved_at" IS DISTINCT FROM (NEW."saved_at") OR OLD."saved_by_id" IS DISTINCT FROM (NEW."saved_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "consultations_canvasblockevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "version") VALUES (NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="2d7c0956de079b6c111f1b982c38b401f32698b6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_556b1",
                            table="consultations_canvasblock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_canvasblockevent" ("id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "version") VALUES (OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."saved_at", OLD."saved_by_id", OLD."version"); RETURN NULL;',
                            hash="e73a85a672f2aac14f175caf5bd766be674be67d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_783e7",
                            table="consultations_canvasblock",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAdvisor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Leads the case"), ("colleague", "Works along")],
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "advisor of a case",
                "verbose_name_plural": "advisors of a case",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("role", "lead"), ("until__isnull", True)),
                        fields=("case",),
                        name="case_advisor_one_leads",
                        violation_error_message="Somebody leads this case already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("case", "advisor"),
                        name="case_advisor_once",
                        violation_error_message="This advisor works on the case already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["lead", "colleague"])),
                        name="case_advisor_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="case_advisor_ends_after_beginning",
                        violation_error_message="The last day must not be before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_caseadvisorevent" ("advisor_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until") VALUES (NEW."advisor_id", NEW."case_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."since", NEW."until"); RETURN NULL;',
                            hash="898363026d48c9496f04de6eb8469b9aca973df0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_da8c9",
                            table="consultations_caseadvisor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_caseadvisorevent" ("advisor_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until") VALUES (NEW."advisor_id", NEW."case_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."since", NEW."until"); RETURN NULL;',
                            hash="60ed5e8e96ca195b5835129972847cdaf91c6997",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9e0f",
                            table="consultations_caseadvisor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_caseadvisorevent" ("advisor_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until") VALUES (OLD."advisor_id", OLD."case_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."until"); RETURN NULL;',
                            hash="abb50cdbf2e55f62cc30b0d3ac27209316e0ac5e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_af419",
                            table="consultations_caseadvisor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.casedocument",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpeg", "JPEG"),
                            ("png", "PNG"),
                            ("docx", "Word (.docx)"),
                            ("xlsx", "Excel (.xlsx)"),
                            ("odt", "OpenDocument (.odt)"),
                            ("txt", "Text (.txt)"),
                        ],
                        editable=False,
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                ("stored_as", models.CharField(blank=True, editable=False, max_length=60)),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="uploaded"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed"),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="removed by",
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="91691ac874eb4735420da9fa1c62e9dc66124e19",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_415dc",
                            table="consultations_casedocumentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="consultations.tasktemplate",
                        verbose_name="task of a stage",
                    ),
                ),
                (
                    "title_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=160, verbose_name="what is to be done"
                    ),
                ),
                (
                    "title_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=160, verbose_name="what is to be done (English)"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("for_person", models.BooleanField(default=False, verbose_name="the person’s own task")),
                (
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="consultations.advisor",
                        verbose_name="whose task",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="done")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="no longer needed"
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dropped by",
                    ),
                ),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why it is no longer needed"
                    ),
                ),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("dropped_at__isnull", True)),
                        fields=["due_on"],
                        name="case_task_to_do_by_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("template__isnull", False)),
                        fields=("case", "template"),
                        name="case_task_of_a_stage_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title_sr", ""), _negated=True),
                        name="case_task_has_title",
                        violation_error_message="Write what is to be done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advisor__isnull", True), ("for_person", True)),
                            models.Q(("advisor__isnull", False), ("for_person", False)),
                            _connector="OR",
                        ),
                        name="case_task_is_somebodys",
                        violation_error_message="A task is an advisor’s or the person’s own.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_task_done_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("drop_reason", ""),
                                ("dropped_at__isnull", True),
                                ("dropped_by__isnull", True),
                            ),
                            models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_task_dropped_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                        ),
                        name="case_task_done_or_dropped",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casetaskevent" ("added_by_id", "advisor_id", "case_id", "created_at", "done_at", "done_by_id", "drop_reason", "dropped_at", "dropped_by_id", "due_on", "for_person", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "template_id") VALUES (NEW."added_by_id", NEW."advisor_id", NEW."case_id", NEW."created_at", NEW."done_at", NEW."done_by_id", NEW."drop_reason", NEW."dropped_at", NEW."dropped_by_id", NEW."due_on", NEW."for_person", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."submission", NEW."template_id"); RETURN NULL;',
                            hash="4e8faf1b0581f5fc040d3a738387c1eada4ec304",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_740fe",
                            table="consultations_casetask",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."done_by_id" IS DISTINCT FROM (NEW."done_by_id") OR OLD."drop_reason" IS DISTINCT FROM (NEW."drop_reason") OR OLD."dropped_at" IS DISTINCT FROM (NEW."dropped_at") OR OLD."dropped_by_id" IS DISTINCT FROM (NEW."dropped_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."for_person" IS DISTINCT FROM (NEW."for_person") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id"))',
                            func='INSERT INTO "consultations_casetaskevent" ("added_by_id", "advisor_id", "case_id", "created_at", "done_at", "done_by_id", "drop_reason", "dropped_at", "dropped_by_id", "due_on", "for_person", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "template_id") VALUES (NEW."added_by_id", NEW."advisor_id", NEW."case_id", NEW."created_at", NEW."done_at", NEW."done_by_id", NEW."drop_reason", NEW."dropped_at", NEW."dropped_by_id", NEW."due_on", NEW."for_person", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."submission", NEW."template_id"); RETURN NULL;',
                            hash="637fd807aa44bd0d2774d4abe8c951d4d002f0cf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_43710",
                            table="consultations_casetask",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casetaskevent" ("added_by_id", "advisor_id", "case_id", "created_at", "done_at", "done_by_id", "drop_reason", "dropped_at", "dropped_by_id", "due_on", "for_person", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "template_id") VALUES (OLD."added_by_id", OLD."advisor_id", OLD."case_id", OLD."created_at", OLD."done_at", OLD."done_by_id", OLD."drop_reason", OLD."dropped_at", OLD."dropped_by_id", OLD."due_on", OLD."for_person", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."submission", OLD."template_id"); RETURN NULL;',
                            hash="e06d2926ea80dd8975a441803b9ce0a5f33c9d87",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54ddf",
                            table="consultations_casetask",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        editable=False,
                        max_length=8,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[23456789DFJKMNRTV]{8}$")],
                        verbose_name="reference",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="consultations.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "entrepreneur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                ("ends_at", models.DateTimeField(verbose_name="end")),
                (
                    "mode",
                    models.CharField(
                        choices=[("office", "At the office"), ("phone", "By phone"), ("online", "Online")],
                        max_length=6,
                        verbose_name="place",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("confirmed", "Confirmed"),
                            ("done", "Took place"),
                            ("missed", "Visitor did not come"),
                            ("cancelled", "Cancelled"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "contact_name",
                    center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name as given"),
                ),
                (
                    "contact_phone",
                    center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone as given"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email as given"),
                ),
                (
                    "note",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.Consultation.note",
                        verbose_name="what the visitor wrote",
                    ),
                ),
                (
                    "self_check",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        null=True,
                        validators=[entrepreneurs.eligibility.records.validate_record],
                        verbose_name="self-check",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        max_length=8,
                        verbose_name="language of the emails",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                ("series", models.UUIDField(blank=True, editable=False, null=True, verbose_name="series")),
                (
                    "walked_in",
                    models.BooleanField(default=False, editable=False, verbose_name="came without a booking"),
                ),
                ("came_late", models.BooleanField(default=False, editable=False, verbose_name="came late")),
                ("ics_sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="booked by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="booked"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="outcome entered by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="outcome entered"
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_by_visitor",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="cancelled by the visitor"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        help_text="Shown in the email to the visitor.",
                        max_length=300,
                        verbose_name="reason of the cancellation",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["starts_at"], name="consultation_by_start"),
                    models.Index(fields=["advisor", "starts_at"], name="consultation_by_advisor"),
                    models.Index(
                        condition=models.Q(("series__isnull", False)),
                        fields=["series"],
                        name="consultation_by_series",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contact_name__iregex", "://|www\\.|@"), _negated=True),
                        name="consultation_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reference__regex", "^[23456789DFJKMNRTV]{8}$")),
                        name="consultation_reference_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="consultation_ends_after_start",
                        violation_error_message="The end must be later than the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact_phone", ""), _negated=True),
                            models.Q(("contact_email", ""), _negated=True),
                            ("walked_in", True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="consultation_can_be_reached",
                        violation_error_message="Give a phone number or an email address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "phone"), _negated=True),
                            models.Q(("contact_phone", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="consultation_by_phone_has_phone",
                        violation_error_message="A visit by phone needs a phone number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_phone", ""),
                            ("contact_phone__regex", "^\\+[1-9][0-9]{6,14}$"),
                            _connector="OR",
                        ),
                        name="consultation_phone_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("walked_in", False),
                            models.Q(("booked_by__isnull", False), ("mode", "office")),
                            _connector="OR",
                        ),
                        name="consultation_walk_in_is_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("came_late", False), ("state", "done"), _connector="OR"),
                        name="consultation_late_took_place",
                        violation_error_message="Only who came can have come late.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["office", "phone", "online"])),
                        name="consultation_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["requested", "confirmed", "done", "missed", "cancelled"])
                        ),
                        name="consultation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sr", "sr-latn", "en"])),
                        name="consultation_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("self_check__isnull", True),
                            models.Q(
                                ("self_check__checked_on__regex", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
                                ("self_check__contains", {"answers": {}, "result": {}}),
                                ("self_check__has_keys", ["answers", "checked_on", "law", "result"]),
                                ("self_check__law__regex", "^[0-9]{1,3}/[0-9]{4}$"),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_self_check_form",
                        violation_error_message="This is no self-check.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("state", "requested")),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("state__in", ["confirmed", "done", "missed"]),
                            ),
                            ("state", "cancelled"),
                            _connector="OR",
                        ),
                        name="consultation_confirmed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", False), ("confirmed_by__isnull", True), _connector="OR"
                        ),
                        name="consultation_confirmed_who_has_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state__in", ["done", "missed"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["done", "missed"]), _negated=True),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_closed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", True),
                                ("cancelled_by_visitor", True),
                                ("state", "cancelled"),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                ("cancelled_by_visitor", False),
                                ("state", "cancelled"),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", True),
                                ("cancelled_by__isnull", True),
                                ("cancelled_by_visitor", False),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_cancelled_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                models.Q(("state__in", ("requested", "confirmed")), _negated=True),
                                ("contact_email", ""),
                                ("contact_name", ""),
                                ("contact_phone", ""),
                                ("self_check__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_erased_is_over_and_empty",
                        violation_error_message="The person was erased. This visit can be changed no more.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{requested:confirmed,requested:cancelled,confirmed:done,confirmed:missed,confirmed:cancelled,done:missed,missed:done,cancelled:confirmed,confirmed:requested}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="4c216b5b20f24d468d82c7ab4c39772b5648c4b9",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_e0506",
                            table="consultations_consultation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="not_for_the_erased",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE gone TIMESTAMPTZ;",
                            func="SELECT erased_at INTO gone FROM entrepreneurs_entrepreneur WHERE id = NEW.entrepreneur_id FOR SHARE; IF gone IS NOT NULL THEN RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'consultation_not_for_the_erased'; END IF; RETURN NEW;",
                            hash="46e9b4e9c548a070e897851cf6abe9f446003b50",
                            operation='INSERT OR UPDATE OF "entrepreneur_id"',
                            pgid="pgtrigger_not_for_the_erased_96755",
                            table="consultations_consultation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="allocations_follow_state",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="UPDATE consultations_allocation SET live = NEW.state IN ('requested', 'confirmed') WHERE consultation_id = NEW.id; RETURN NULL;",
                            hash="bf54d7c2141982340fee390389f8061ab5699b06",
                            operation='UPDATE OF "state"',
                            pgid="pgtrigger_allocations_follow_state_e7060",
                            table="consultations_consultation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (NEW."advisor_id", NEW."booked_by_id", NEW."came_late", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_visitor", NEW."case_id", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ends_at", NEW."entrepreneur_id", NEW."erased_at", NEW."ics_sequence", NEW."id", NEW."language", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."series", NEW."starts_at", NEW."state", NEW."submission", NEW."topic_id", NEW."walked_in"); RETURN NULL;',
                            hash="52e5afaa844c2979077763aec1374edfc588082e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7113",
                            table="consultations_consultation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."advisor_id" IS DISTINCT FROM (NEW."advisor_id") OR OLD."booked_by_id" IS DISTINCT FROM (NEW."booked_by_id") OR OLD."came_late" IS DISTINCT FROM (NEW."came_late") OR OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."cancelled_by_id" IS DISTINCT FROM (NEW."cancelled_by_id") OR OLD."cancelled_by_visitor" IS DISTINCT FROM (NEW."cancelled_by_visitor") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."entrepreneur_id" IS DISTINCT FROM (NEW."entrepreneur_id") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."ics_sequence" IS DISTINCT FROM (NEW."ics_sequence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."series" IS DISTINCT FROM (NEW."series") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."walked_in" IS DISTINCT FROM (NEW."walked_in"))',
                            func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (NEW."advisor_id", NEW."booked_by_id", NEW."came_late", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_visitor", NEW."case_id", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ends_at", NEW."entrepreneur_id", NEW."erased_at", NEW."ics_sequence", NEW."id", NEW."language", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."series", NEW."starts_at", NEW."state", NEW."submission", NEW."topic_id", NEW."walked_in"); RETURN NULL;',
                            hash="6083c91eff7b0d11cb3d16688fc1689bff8d30e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1617e",
                            table="consultations_consultation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_consultationevent" ("advisor_id", "booked_by_id", "came_late", "cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_visitor", "case_id", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ends_at", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "series", "starts_at", "state", "submission", "topic_id", "walked_in") VALUES (OLD."advisor_id", OLD."booked_by_id", OLD."came_late", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_by_visitor", OLD."case_id", OLD."closed_at", OLD."closed_by_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."contact_email", OLD."contact_name", OLD."contact_phone", OLD."created_at", OLD."ends_at", OLD."entrepreneur_id", OLD."erased_at", OLD."ics_sequence", OLD."id", OLD."language", OLD."mode", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."series", OLD."starts_at", OLD."state", OLD."submission", OLD."topic_id", OLD."walked_in"); RETURN NULL;',
                            hash="8a761470b31f4a46320df0ce4b8b29fc4e4f012d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ce54",
                            table="consultations_consultation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extra_hours",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("opens", models.TimeField(verbose_name="from")),
                (
                    "closes",
                    models.TimeField(help_text="A visit ends by then at the latest.", verbose_name="to"),
                ),
            ],
            options={
                "verbose_name": "extra hours",
                "verbose_name_plural": "extra hours",
                "ordering": ["day", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="extra_hours_close_after_opening",
                        violation_error_message="The end must be later than the beginning.",
                    ),
                    models.UniqueConstraint(
                        fields=("advisor", "day", "opens"),
                        name="extra_hours_unique",
                        violation_error_message="These hours are already in the list.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_extrahoursevent" ("advisor_id", "closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."advisor_id", NEW."closes", NEW."day", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="9cbd94225dbfb365e575fd2d06feeb2bf9915c9e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f0c5d",
                            table="consultations_extrahours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_extrahoursevent" ("advisor_id", "closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."advisor_id", NEW."closes", NEW."day", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="8505029e0a05a4313c48c9c319a3d2a70e6e9198",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_66f90",
                            table="consultations_extrahours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_extrahoursevent" ("advisor_id", "closes", "day", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."advisor_id", OLD."closes", OLD."day", OLD."id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="e0e2b82163fd22c38e6b38125b10a80fc284d4ad",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_40b4e",
                            table="consultations_extrahours",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_sessions",
                        to="consultations.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_sessions",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                ("ends_at", models.DateTimeField(verbose_name="end")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="How many people can take part. Never fewer than are already taken.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="places",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("office", "At the office"), ("online", "Online")],
                        default="office",
                        max_length=6,
                        verbose_name="place",
                    ),
                ),
                (
                    "online_link",
                    models.URLField(
                        blank=True,
                        help_text="Only people with a place see it, on their own page and in their email.",
                        max_length=300,
                        verbose_name="address of the video call",
                    ),
                ),
                (
                    "spoken_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="Only where it is not simply Serbian, for example: Romani, with an interpreter.",
                        max_length=80,
                        verbose_name="language we speak (Serbian)",
                    ),
                ),
                (
                    "spoken_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="language we speak (English)"
                    ),
                ),
                (
                    "note_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="What to bring, whether there are steps, who else speaks. Everybody can read it.",
                        max_length=600,
                        verbose_name="note for participants (Serbian)",
                    ),
                ),
                (
                    "note_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="note for participants (English)"
                    ),
                ),
                (
                    "signup_opens_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: as soon as the session is published.",
                        null=True,
                        verbose_name="sign-up from",
                    ),
                ),
                (
                    "signup_closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: until it begins. Staff can sign people up after that too.",
                        null=True,
                        verbose_name="sign-up until",
                    ),
                ),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="How long a place that became free is kept for the next person on the waiting list. An offer always ends two hours before the session.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours to answer an offer",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("done", "Took place"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="planned"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="reason of the cancellation"
                    ),
                ),
            ],
            options={
                "verbose_name": "group session",
                "verbose_name_plural": "group sessions",
                "ordering": ["starts_at", "pk"],
                "indexes": [models.Index(fields=["starts_at"], name="group_session_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places__range", (1, 500))),
                        name="group_session_places_in_range",
                        violation_error_message="A session has 1 to 500 places.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="group_session_ends_after_start",
                        violation_error_message="The end must be later than the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"),
                                    "+",
                                    models.Value(datetime.timedelta(seconds=43200)),
                                ),
                            )
                        ),
                        name="group_session_within_half_a_day",
                        violation_error_message="A session lasts at most 12 hours. Please check the days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ("office", "online"))),
                        name="group_session_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("online_link", ""),
                            models.Q(("mode", "online"), ("online_link__startswith", "https://")),
                            _connector="OR",
                        ),
                        name="group_session_link_is_https",
                        violation_error_message="An address of a video call belongs to an online session and begins with https://.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signup_opens_at__isnull", True),
                                ("signup_opens_at__lt", models.F("starts_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("signup_closes_at__isnull", True),
                                ("signup_closes_at__lte", models.F("starts_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("signup_opens_at__isnull", True),
                                ("signup_closes_at__isnull", True),
                                ("signup_closes_at__gt", models.F("signup_opens_at")),
                                _connector="OR",
                            ),
                        ),
                        name="group_session_signup_before_start",
                        violation_error_message="Sign-up opens first, then closes, and both before the session begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offer_hours__range", (1, 168))),
                        name="group_session_offer_hours_in_range",
                        violation_error_message="People have 1 to 168 hours to answer an offer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "done", "cancelled"])),
                        name="group_session_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("created_at__isnull", False), ("created_by__isnull", False)),
                        name="group_session_created_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True),
                                ("published_by__isnull", True),
                                ("state__in", ["draft", "cancelled"]),
                            ),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="group_session_published_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False), ("closed_by__isnull", False), ("state", "done")
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="group_session_closed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                ("state", "cancelled"),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", True),
                                ("cancelled_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="group_session_cancelled_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:published,draft:cancelled,published:done,published:cancelled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="8c92b163e53633f356e83c2c73bf053aaf32d9de",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_efc99",
                            table="consultations_groupsession",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="allocations_follow_state",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.state IS DISTINCT FROM NEW.state)",
                            func="UPDATE consultations_allocation SET live = NEW.state IN ('draft', 'published') WHERE group_session_id = NEW.id; RETURN NULL;",
                            hash="fef2c4d0eef650804b23d316b78c92af7a445d48",
                            operation='UPDATE OF "state"',
                            pgid="pgtrigger_allocations_follow_state_4c644",
                            table="consultations_groupsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="places_hold_the_seats",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.places < OLD.places)",
                            func="IF EXISTS (SELECT FROM consultations_participation WHERE session_id = NEW.id AND seat > NEW.places) THEN RAISE EXCEPTION 'somebody has a seat beyond the places' USING ERRCODE = 'check_violation', CONSTRAINT = 'group_session_places_hold_the_seats'; END IF; RETURN NEW;",
                            hash="6d174f47f9fa4f6c89c5d1504357229ad4d43cc0",
                            operation='UPDATE OF "places"',
                            pgid="pgtrigger_places_hold_the_seats_955c2",
                            table="consultations_groupsession",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_groupsessionevent" ("advisor_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends_at", "id", "mode", "note_en", "note_sr", "offer_hours", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "published_at", "published_by_id", "signup_closes_at", "signup_opens_at", "spoken_en", "spoken_sr", "starts_at", "state", "topic_id", "typed_latin") VALUES (NEW."advisor_id", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."created_by_id", NEW."ends_at", NEW."id", NEW."mode", NEW."note_en", NEW."note_sr", NEW."offer_hours", NEW."online_link", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."published_at", NEW."published_by_id", NEW."signup_closes_at", NEW."signup_opens_at", NEW."spoken_en", NEW."spoken_sr", NEW."starts_at", NEW."state", NEW."topic_id", NEW."typed_latin"); RETURN NULL;',
                            hash="02ff8d932652571c382769f07dedb09d33d9d33c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_70943",
                            table="consultations_groupsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_groupsessionevent" ("advisor_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends_at", "id", "mode", "note_en", "note_sr", "offer_hours", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "published_at", "published_by_id", "signup_closes_at", "signup_opens_at", "spoken_en", "spoken_sr", "starts_at", "state", "topic_id", "typed_latin") VALUES (NEW."advisor_id", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."closed_at", NEW."closed_by_id", NEW."created_at", NEW."created_by_id", NEW."ends_at", NEW."id", NEW."mode", NEW."note_en", NEW."note_sr", NEW."offer_hours", NEW."online_link", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."published_at", NEW."published_by_id", NEW."signup_closes_at", NEW."signup_opens_at", NEW."spoken_en", NEW."spoken_sr", NEW."starts_at", NEW."state", NEW."topic_id", NEW."typed_latin"); RETURN NULL;',
                            hash="6dcab24550d7473bd5cbaedbc3b47848bf55dba1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f691",
                            table="consultations_groupsession",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_groupsessionevent" ("advisor_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "created_at", "created_by_id", "ends_at", "id", "mode", "note_en", "note_sr", "offer_hours", "online_link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "published_at", "published_by_id", "signup_closes_at", "signup_opens_at", "spoken_en", "spoken_sr", "starts_at", "state", "topic_id", "typed_latin") VALUES (OLD."advisor_id", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."closed_at", OLD."closed_by_id", OLD."created_at", OLD."created_by_id", OLD."ends_at", OLD."id", OLD."mode", OLD."note_en", OLD."note_sr", OLD."offer_hours", OLD."online_link", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."published_at", OLD."published_by_id", OLD."signup_closes_at", OLD."signup_opens_at", OLD."spoken_en", OLD."spoken_sr", OLD."starts_at", OLD."state", OLD."topic_id", OLD."typed_latin"); RETURN NULL;',
                            hash="ea0fb00b7314f9ef591d09698460ba52fdf265cb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_07120",
                            table="consultations_groupsession",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="from")),
                (
                    "closes",
                    models.TimeField(help_text="A visit ends by then at the latest.", verbose_name="to"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["weekday", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="opening_hours_close_after_opening",
                        violation_error_message="The end must be later than the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))), name="opening_hours_day_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="opening_hours_dates_in_order",
                        violation_error_message="The last day must not be before the first.",
                    ),
                    models.UniqueConstraint(
                        fields=("advisor", "weekday", "opens", "valid_from"),
                        name="opening_hours_unique",
                        nulls_distinct=False,
                        violation_error_message="These hours are already in the list.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_openinghoursevent" ("advisor_id", "closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (NEW."advisor_id", NEW."closes", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_until", NEW."weekday"); RETURN NULL;',
                            hash="6e8e73bdcbf7518ac37f62300bf85786b04e882e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_da315",
                            table="consultations_openinghours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_openinghoursevent" ("advisor_id", "closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (NEW."advisor_id", NEW."closes", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_until", NEW."weekday"); RETURN NULL;',
                            hash="93f945933000c2dbfd0e103896ca0b0661a98e5e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e152",
                            table="consultations_openinghours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_openinghoursevent" ("advisor_id", "closes", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (OLD."advisor_id", OLD."closes", OLD."id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_until", OLD."weekday"); RETURN NULL;',
                            hash="66f65178aa1038f3213c4d8362440a97dbc0e66d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_96f20",
                            table="consultations_openinghours",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.stagechange",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="number in the case")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("intake", "First talks"),
                            ("idea", "Idea"),
                            ("plan", "Plan"),
                            ("registration", "Registration"),
                            ("operating", "Operating"),
                            ("closed", "Closed"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("day", models.DateField(verbose_name="from")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("started", "Started an enterprise"),
                            ("joined", "Joined an enterprise"),
                            ("work", "Found work"),
                            ("referred", "Referred elsewhere"),
                            ("gave_up", "Gave up the idea"),
                            ("lost", "Contact was lost"),
                            ("other", "Other"),
                            ("continued", "Continued in another case of the same person"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="entered"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b8ddc6cb466b2b28c0ccd1f004744a1e881399b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7a998",
                            table="consultations_stagechangeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AbsenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.absence",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="to")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ea1f7771c9ab3ce35cae093d7158052036b4cc43",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3e8f1",
                            table="consultations_absenceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="consultations.resource",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allocations",
                        to="consultations.consultation",
                    ),
                ),
                (
                    "group_session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="allocations",
                        to="consultations.groupsession",
                    ),
                ),
                ("busy", django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="busy")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="holds the time")),
            ],
            options={
                "verbose_name": "allocation",
                "verbose_name_plural": "allocations",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("live", True)),
                        expressions=[("resource", "="), ("busy", "&&")],
                        name="allocation_no_overlap",
                        violation_error_message="This time was just taken.",
                    ),
                    models.UniqueConstraint(
                        fields=("consultation", "resource"), name="allocation_once_per_visit"
                    ),
                    models.UniqueConstraint(
                        fields=("group_session", "resource"), name="allocation_once_per_session"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consultation__isnull", False), ("group_session__isnull", True)),
                            models.Q(("consultation__isnull", True), ("group_session__isnull", False)),
                            _connector="OR",
                        ),
                        name="allocation_is_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("busy__isempty", False),
                            ("busy__lower_inc", True),
                            ("busy__lower_inf", False),
                            ("busy__upper_inc", False),
                            ("busy__upper_inf", False),
                        ),
                        name="allocation_busy_is_half_open",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="live_follows_state",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="NEW.live := CASE WHEN NEW.consultation_id IS NOT NULL THEN (SELECT state IN ('requested', 'confirmed') FROM consultations_consultation WHERE id = NEW.consultation_id) ELSE (SELECT state IN ('draft', 'published') FROM consultations_groupsession WHERE id = NEW.group_session_id) END; RETURN NEW;",
                            hash="fffe3044c37c8be886ac5bf7c0aad3fd6f21685e",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_live_follows_state_8b881",
                            table="consultations_allocation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetMonthEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.budgetmonth",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="month of the first year")),
                ("share", models.PositiveSmallIntegerField(verbose_name="percent of the planned sales")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5b3ee9bd07e02c53db23672ac49d61420f7144d6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9f5c4",
                            table="consultations_budgetmonthevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetRowEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.budgetrow",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sale", "What you sell"),
                            ("monthly", "Costs of every month"),
                            ("start", "Costs of the start"),
                            ("money", "Money for the start"),
                        ],
                        max_length=7,
                        verbose_name="kind of row",
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of the row"),
                ),
                ("amount", models.PositiveIntegerField(verbose_name="amount in dinars")),
                (
                    "quantity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="units in a month"),
                ),
                (
                    "unit_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="cost of a unit in dinars"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "Own money"),
                            ("grant", "Grant, to be kept"),
                            ("loan", "Loan, to be paid back"),
                        ],
                        max_length=5,
                        verbose_name="source of the money",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cd98da72143fe7cc28a8184553f1d6d0b9e785e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fe85c",
                            table="consultations_budgetrowevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusyCalendarEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.busycalendar",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("host", models.CharField(editable=False, max_length=255, verbose_name="server")),
                (
                    "counts_all_day",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off when birthdays and reminders stand in your calendar as whole days.",
                        verbose_name="all-day entries count",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not read yet"),
                            ("read", "Read"),
                            ("failing", "Cannot be read"),
                            ("ended", "Ended"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "This is no address of a calendar."),
                            ("scheme", "The address does not begin with https:// or webcal://."),
                            ("private", "The address leads into a private network, where we do not look."),
                            ("no_host", "There is no server with this name."),
                            ("unreachable", "The server cannot be reached."),
                            (
                                "certificate",
                                "The server could not prove who it is: its certificate is not valid.",
                            ),
                            ("too_slow", "The server did not answer in time."),
                            ("too_large", "The calendar is larger than 5 MB."),
                            ("redirects", "The address leads on to another one too often."),
                            ("forbidden", "The server does not let us read the calendar."),
                            ("missing", "There is no calendar at this address any more."),
                            ("status", "The server answered with an error."),
                            ("garbled", "The answer of the server came in pieces or garbled."),
                            (
                                "not_a_calendar",
                                "What lies at this address is no calendar in the iCalendar format.",
                            ),
                            ("too_many", "The calendar has more busy times than we can take in."),
                            ("too_complex", "The calendar takes too long to be read."),
                        ],
                        editable=False,
                        max_length=14,
                        verbose_name="problem",
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False, verbose_name="added")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4f43f17b4cce5b7e493ffbcdcbbb3c0f1702c851",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1edfa",
                            table="consultations_busycalendarevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="times",
                        to="consultations.busycalendar",
                        verbose_name="own calendar",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="to")),
            ],
            options={
                "verbose_name": "busy time",
                "verbose_name_plural": "busy times",
                "ordering": ["starts_at", "ends_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="busy_time_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        fields=("calendar", "starts_at", "ends_at"), name="busy_time_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.calendarfeed",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("made_at", models.DateTimeField(editable=False, verbose_name="address made")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2f215e463161827b31b33b9452802378d484075e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dcb6e",
                            table="consultations_calendarfeedevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CanvasBlockEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.canvasblock",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("problem", "The problem"),
                            ("change", "The change you want"),
                            ("beneficiaries", "Whom it helps"),
                            ("benefit", "What they gain"),
                            ("customers", "Who pays"),
                            ("offer", "What you offer them"),
                            ("channels", "How they hear of you and get it"),
                            ("activities", "What has to be done"),
                            ("resources", "What you need for it"),
                            ("partners", "Who works with you"),
                            ("costs", "What it costs, in words"),
                            ("income", "Where the money comes from, in words"),
                            ("surplus", "What happens with the surplus"),
                            ("measure", "How you will know that it works"),
                        ],
                        max_length=13,
                        verbose_name="block",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="saved"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e40d9ce1899d35b30e82f54d51b386004ec47bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6196a",
                            table="consultations_canvasblockevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CanvasEarlier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier",
                        to="consultations.canvasblock",
                        verbose_name="block",
                    ),
                ),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="consultations.CanvasEarlier.text",
                        verbose_name="words of the block",
                    ),
                ),
                ("version", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("saved_at", models.DateTimeField(editable=False, verbose_name="saved")),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier words of a block",
                "verbose_name_plural": "earlier words of blocks",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("block", "version"), name="canvas_earlier_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                        name="canvas_earlier_saved_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_canvasearlierevent" ("block_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "version") VALUES (NEW."block_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="b6e1ae768d48bc4555db173e91cf672d231cdcd5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d3bde",
                            table="consultations_canvasearlier",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."block_id" IS DISTINCT FROM (NEW."block_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."saved_at" IS DISTINCT FROM (NEW."saved_at") OR OLD."saved_by_id" IS DISTINCT FROM (NEW."saved_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "consultations_canvasearlierevent" ("block_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "version") VALUES (NEW."block_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_at", NEW."saved_by_id", NEW."version"); RETURN NULL;',
                            hash="c43bd7401052e9426b2d5bd89fdff431082ea4b0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c18b3",
                            table="consultations_canvasearlier",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_canvasearlierevent" ("block_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_by_id", "version") VALUES (OLD."block_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."saved_by_id", OLD."version"); RETURN NULL;',
                            hash="31dadbb74e0b111309c72d7abc27d51372045415",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6d424",
                            table="consultations_canvasearlier",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAdvisorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.caseadvisor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Leads the case"), ("colleague", "Works along")],
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="191d8f3dc000e4aeb40bb5bfe21f9bd3f0e4d44b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15753",
                            table="consultations_caseadvisorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="consultations.consultation",
                        verbose_name="about the visit",
                    ),
                ),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        context="consultations.CaseNote.text", verbose_name="note"
                    ),
                ),
                (
                    "version",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="corrected"),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="corrected by",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["-written_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                        name="case_note_written_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrected_at__isnull", True), ("corrected_by__isnull", True), ("version", 1)
                            ),
                            models.Q(
                                ("corrected_at__isnull", False),
                                ("corrected_by__isnull", False),
                                ("version__gt", 1),
                            ),
                            _connector="OR",
                        ),
                        name="case_note_corrected_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casenoteevent" ("case_id", "corrected_at", "corrected_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "version", "visit_id", "written_at", "written_by_id") VALUES (NEW."case_id", NEW."corrected_at", NEW."corrected_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."submission", NEW."version", NEW."visit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="cf26077f8583259b61387bbf4cbea38be7228a44",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d4bf1",
                            table="consultations_casenote",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."corrected_at" IS DISTINCT FROM (NEW."corrected_at") OR OLD."corrected_by_id" IS DISTINCT FROM (NEW."corrected_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "consultations_casenoteevent" ("case_id", "corrected_at", "corrected_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "version", "visit_id", "written_at", "written_by_id") VALUES (NEW."case_id", NEW."corrected_at", NEW."corrected_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."submission", NEW."version", NEW."visit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="6025b61b6c23a6146e09d4d0ac46505ef31b109b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a2220",
                            table="consultations_casenote",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_casenoteevent" ("case_id", "corrected_at", "corrected_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submission", "version", "visit_id", "written_at", "written_by_id") VALUES (OLD."case_id", OLD."corrected_at", OLD."corrected_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."submission", OLD."version", OLD."visit_id", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="a54e324e29b6642b557274813e0881a149b44b5a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_53580",
                            table="consultations_casenote",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTaskEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.casetask",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.tasktemplate",
                        verbose_name="task of a stage",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("for_person", models.BooleanField(default=False, verbose_name="the person’s own task")),
                (
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="whose task",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="done")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="no longer needed"
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dropped by",
                    ),
                ),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why it is no longer needed"
                    ),
                ),
                ("submission", models.UUIDField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="45af5143d63d32630f768907a61ffd0b9bf429e9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2313c",
                            table="consultations_casetaskevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.consultation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        editable=False,
                        max_length=8,
                        validators=[django.core.validators.RegexValidator("^[23456789DFJKMNRTV]{8}$")],
                        verbose_name="reference",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "entrepreneur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                ("ends_at", models.DateTimeField(verbose_name="end")),
                (
                    "mode",
                    models.CharField(
                        choices=[("office", "At the office"), ("phone", "By phone"), ("online", "Online")],
                        max_length=6,
                        verbose_name="place",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("confirmed", "Confirmed"),
                            ("done", "Took place"),
                            ("missed", "Visitor did not come"),
                            ("cancelled", "Cancelled"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "contact_name",
                    center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name as given"),
                ),
                (
                    "contact_phone",
                    center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone as given"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email as given"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        max_length=8,
                        verbose_name="language of the emails",
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                ("series", models.UUIDField(blank=True, editable=False, null=True, verbose_name="series")),
                (
                    "walked_in",
                    models.BooleanField(default=False, editable=False, verbose_name="came without a booking"),
                ),
                ("came_late", models.BooleanField(default=False, editable=False, verbose_name="came late")),
                ("ics_sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="booked by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="booked"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="outcome entered by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="outcome entered"
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_by_visitor",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="cancelled by the visitor"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True,
                        help_text="Shown in the email to the visitor.",
                        max_length=300,
                        verbose_name="reason of the cancellation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9da86ca563f7c51c2737f2748eef0877888f836b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_44434",
                            table="consultations_consultationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraHoursEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.extrahours",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("opens", models.TimeField(verbose_name="from")),
                (
                    "closes",
                    models.TimeField(help_text="A visit ends by then at the latest.", verbose_name="to"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="85e12014b42570226cd0708081a138c4bc57e8d9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b014",
                            table="consultations_extrahoursevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupSessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.groupsession",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "typed_latin",
                    center.base.bilingual.TypedLatinField(blank=True, default=dict, editable=False),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.topic",
                        verbose_name="topic",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                ("ends_at", models.DateTimeField(verbose_name="end")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="How many people can take part. Never fewer than are already taken.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="places",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("office", "At the office"), ("online", "Online")],
                        default="office",
                        max_length=6,
                        verbose_name="place",
                    ),
                ),
                (
                    "online_link",
                    models.URLField(
                        blank=True,
                        help_text="Only people with a place see it, on their own page and in their email.",
                        max_length=300,
                        verbose_name="address of the video call",
                    ),
                ),
                (
                    "spoken_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="Only where it is not simply Serbian, for example: Romani, with an interpreter.",
                        max_length=80,
                        verbose_name="language we speak (Serbian)",
                    ),
                ),
                (
                    "spoken_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="language we speak (English)"
                    ),
                ),
                (
                    "note_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="What to bring, whether there are steps, who else speaks. Everybody can read it.",
                        max_length=600,
                        verbose_name="note for participants (Serbian)",
                    ),
                ),
                (
                    "note_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=600, verbose_name="note for participants (English)"
                    ),
                ),
                (
                    "signup_opens_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: as soon as the session is published.",
                        null=True,
                        verbose_name="sign-up from",
                    ),
                ),
                (
                    "signup_closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: until it begins. Staff can sign people up after that too.",
                        null=True,
                        verbose_name="sign-up until",
                    ),
                ),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="How long a place that became free is kept for the next person on the waiting list. An offer always ends two hours before the session.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="hours to answer an offer",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("done", "Took place"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="planned"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
                (
                    "cancel_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="reason of the cancellation"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5b022bc6c3399e01daaab6fe993c8bf4b9f24e74",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f8500",
                            table="consultations_groupsessionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHoursEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.openinghours",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "advisor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="from")),
                (
                    "closes",
                    models.TimeField(help_text="A visit ends by then at the latest.", verbose_name="to"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="last day")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5cbb75e7d59442de345d45e99a1b16086fe0b32b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_94c36",
                            table="consultations_openinghoursevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="consultations.groupsession",
                        verbose_name="group session",
                    ),
                ),
                (
                    "entrepreneur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        editable=False,
                        max_length=8,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[23456789DFJKMNRTV]{8}$")],
                        verbose_name="reference",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("signed_up", "Signed up"),
                            ("waiting", "On the waiting list"),
                            ("offered", "Place offered"),
                            ("attended", "Came"),
                            ("missed", "Did not come"),
                            ("cancelled", "Cancelled"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                (
                    "contact_name",
                    center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name as given"),
                ),
                (
                    "contact_phone",
                    center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone as given"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email as given"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        max_length=8,
                        verbose_name="language of the emails",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                ("ics_sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "walked_in",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="came without signing up"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed up by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed up"
                    ),
                ),
                (
                    "offered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="place offered"),
                ),
                (
                    "offered_until",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="offered until"),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="place given by",
                    ),
                ),
                (
                    "placed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="has a place since"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="outcome entered by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="outcome entered"
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person cancelled"),
                            ("staff", "Staff cancelled"),
                            ("declined", "Did not want the offered place"),
                            ("expired", "Did not answer the offer in time"),
                            ("no_place", "No place became free"),
                            ("session", "The session was cancelled"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["session", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contact_name__iregex", "://|www\\.|@"), _negated=True),
                        name="participation_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reference__regex", "^[23456789DFJKMNRTV]{8}$")),
                        name="participation_reference_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact_phone", ""), _negated=True),
                            models.Q(("contact_email", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="participation_can_be_reached",
                        violation_error_message="Give a phone number or an email address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_phone", ""),
                            ("contact_phone__regex", "^\\+[1-9][0-9]{6,14}$"),
                            _connector="OR",
                        ),
                        name="participation_phone_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["signed_up", "waiting", "offered", "attended", "missed", "cancelled"],
                            )
                        ),
                        name="participation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sr", "sr-latn", "en"])),
                        name="participation_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("seat__gte", 1),
                                ("seat__isnull", False),
                                ("state__in", ("signed_up", "offered", "attended")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("signed_up", "offered", "attended")), _negated=True),
                                ("seat__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_place_is_a_seat",
                    ),
                    models.UniqueConstraint(
                        fields=("session", "seat"),
                        name="participation_seat_once",
                        violation_error_message="This place was just taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_at__isnull", True), ("offered_until__isnull", True)),
                            models.Q(("offered_at__isnull", False), ("offered_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="participation_offer_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("offered_at__isnull", True),
                                ("placed_at__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                ("offered_at__isnull", False),
                                ("placed_at__isnull", True),
                                ("state", "offered"),
                            ),
                            models.Q(
                                ("placed_at__isnull", False),
                                ("state__in", ["signed_up", "attended", "missed"]),
                            ),
                            ("state", "cancelled"),
                            _connector="OR",
                        ),
                        name="participation_place_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("placed_at__isnull", False), ("placed_by__isnull", True), _connector="OR"
                        ),
                        name="participation_placed_who_has_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state__in", ["attended", "missed"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["attended", "missed"]), _negated=True),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_closed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", False),
                                (
                                    "ending__in",
                                    ["person", "staff", "declined", "expired", "no_place", "session"],
                                ),
                                ("state", "cancelled"),
                            ),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at__isnull", True),
                                ("cancelled_by__isnull", True),
                                ("ending", ""),
                            ),
                            _connector="OR",
                        ),
                        name="participation_cancelled_has_why_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", "staff"), _negated=True),
                            ("cancelled_by__isnull", False),
                            _connector="OR",
                        ),
                        name="participation_cancelled_by_staff_has_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(
                                models.Q(("state__in", ("signed_up", "waiting", "offered")), _negated=True),
                                ("contact_email", ""),
                                ("contact_name", ""),
                                ("contact_phone", ""),
                            ),
                            _connector="OR",
                        ),
                        name="participation_erased_is_over_and_empty",
                        violation_error_message="The person was erased. This place can be changed no more.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:offered,waiting:signed_up,waiting:cancelled,offered:signed_up,offered:cancelled,signed_up:cancelled,signed_up:attended,signed_up:missed,attended:missed,missed:attended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="03197f7e04503371d23ee8943f2e7df3e614dd30",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_04bb9",
                            table="consultations_participation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="not_for_the_erased",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE gone TIMESTAMPTZ;",
                            func="SELECT erased_at INTO gone FROM entrepreneurs_entrepreneur WHERE id = NEW.entrepreneur_id FOR SHARE; IF gone IS NOT NULL THEN RAISE EXCEPTION 'this person was erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_not_for_the_erased'; END IF; RETURN NEW;",
                            hash="1e4264bee09aee6f463e0f81fa9f9933865a59fb",
                            operation='INSERT OR UPDATE OF "entrepreneur_id"',
                            pgid="pgtrigger_not_for_the_erased_4011a",
                            table="consultations_participation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="seat_within_places",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.seat IS NOT NULL)",
                            declare="DECLARE most INTEGER;",
                            func="SELECT places INTO most FROM consultations_groupsession WHERE id = NEW.session_id FOR SHARE; IF NEW.seat > most THEN RAISE EXCEPTION 'the session has only % places', most USING ERRCODE = 'check_violation', CONSTRAINT = 'participation_seat_within_places'; END IF; RETURN NEW;",
                            hash="b378b80008421bfad782e1385f78a19d22c774b2",
                            operation='INSERT OR UPDATE OF "seat", "session_id"',
                            pgid="pgtrigger_seat_within_places_a2d27",
                            table="consultations_participation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_participationevent" ("cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ending", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "offered_at", "offered_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reference", "seat", "session_id", "signed_by_id", "state", "submission", "walked_in") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."closed_at", NEW."closed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ending", NEW."entrepreneur_id", NEW."erased_at", NEW."ics_sequence", NEW."id", NEW."language", NEW."offered_at", NEW."offered_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reference", NEW."seat", NEW."session_id", NEW."signed_by_id", NEW."state", NEW."submission", NEW."walked_in"); RETURN NULL;',
                            hash="171a39e66b451d42e6372243ab76878c8475971b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_55ed9",
                            table="consultations_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_participationevent" ("cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ending", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "offered_at", "offered_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reference", "seat", "session_id", "signed_by_id", "state", "submission", "walked_in") VALUES (NEW."cancelled_at", NEW."cancelled_by_id", NEW."closed_at", NEW."closed_by_id", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."created_at", NEW."ending", NEW."entrepreneur_id", NEW."erased_at", NEW."ics_sequence", NEW."id", NEW."language", NEW."offered_at", NEW."offered_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placed_at", NEW."placed_by_id", NEW."reference", NEW."seat", NEW."session_id", NEW."signed_by_id", NEW."state", NEW."submission", NEW."walked_in"); RETURN NULL;',
                            hash="3ff04c13d08659dd36244e9e3f43e3d206cec6e9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_064e4",
                            table="consultations_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_participationevent" ("cancelled_at", "cancelled_by_id", "closed_at", "closed_by_id", "contact_email", "contact_name", "contact_phone", "created_at", "ending", "entrepreneur_id", "erased_at", "ics_sequence", "id", "language", "offered_at", "offered_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "placed_by_id", "reference", "seat", "session_id", "signed_by_id", "state", "submission", "walked_in") VALUES (OLD."cancelled_at", OLD."cancelled_by_id", OLD."closed_at", OLD."closed_by_id", OLD."contact_email", OLD."contact_name", OLD."contact_phone", OLD."created_at", OLD."ending", OLD."entrepreneur_id", OLD."erased_at", OLD."ics_sequence", OLD."id", OLD."language", OLD."offered_at", OLD."offered_until", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."placed_at", OLD."placed_by_id", OLD."reference", OLD."seat", OLD."session_id", OLD."signed_by_id", OLD."state", OLD."submission", OLD."walked_in"); RETURN NULL;',
                            hash="d661f508f251c94970ca9fb16b63683a44104f31",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83463",
                            table="consultations_participation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("problem", "The problem"),
                            ("change", "The change you want"),
                            ("beneficiaries", "Whom it helps"),
                            ("benefit", "What they gain"),
                            ("customers", "Who pays"),
                            ("offer", "What you offer them"),
                            ("channels", "How they hear of you and get it"),
                            ("activities", "What has to be done"),
                            ("resources", "What you need for it"),
                            ("partners", "Who works with you"),
                            ("costs", "What it costs, in words"),
                            ("income", "Where the money comes from, in words"),
                            ("surplus", "What happens with the surplus"),
                            ("measure", "How you will know that it works"),
                        ],
                        max_length=13,
                        verbose_name="about the block",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="consultations.budgetrow",
                        verbose_name="about the row",
                    ),
                ),
                (
                    "answer_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="consultations.plancomment",
                        verbose_name="answers",
                    ),
                ),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        context="consultations.PlanComment.text", verbose_name="comment"
                    ),
                ),
                ("from_person", models.BooleanField(default=False, verbose_name="written by the person")),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="version that was read"
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="settled"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "verbose_name": "comment on a plan",
                "verbose_name_plural": "comments on plans",
                "ordering": ["written_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part", ""),
                            models.Q(
                                (
                                    "part__in",
                                    [
                                        "problem",
                                        "change",
                                        "beneficiaries",
                                        "benefit",
                                        "customers",
                                        "offer",
                                        "channels",
                                        "activities",
                                        "resources",
                                        "partners",
                                        "costs",
                                        "income",
                                        "surplus",
                                        "measure",
                                    ],
                                ),
                                ("row__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_comment_is_about_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                        name="plan_comment_written_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_comment_settled_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_to__isnull", True), ("settled_at__isnull", True), _connector="OR"
                        ),
                        name="plan_comment_settled_as_a_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_plancommentevent" ("answer_to_id", "from_person", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "row_id", "settled_at", "settled_by_id", "submission", "version", "written_at", "written_by_id") VALUES (NEW."answer_to_id", NEW."from_person", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."row_id", NEW."settled_at", NEW."settled_by_id", NEW."submission", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="0375826af1bd4ee381eb060f7b5ab8ad6d93eea2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5b052",
                            table="consultations_plancomment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer_to_id" IS DISTINCT FROM (NEW."answer_to_id") OR OLD."from_person" IS DISTINCT FROM (NEW."from_person") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."row_id" IS DISTINCT FROM (NEW."row_id") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "consultations_plancommentevent" ("answer_to_id", "from_person", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "row_id", "settled_at", "settled_by_id", "submission", "version", "written_at", "written_by_id") VALUES (NEW."answer_to_id", NEW."from_person", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."row_id", NEW."settled_at", NEW."settled_by_id", NEW."submission", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="57c761e2c76d47804126bf87e3607e93e2c4dae6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_56635",
                            table="consultations_plancomment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_plancommentevent" ("answer_to_id", "from_person", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "row_id", "settled_at", "settled_by_id", "submission", "version", "written_at", "written_by_id") VALUES (OLD."answer_to_id", OLD."from_person", OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."row_id", OLD."settled_at", OLD."settled_by_id", OLD."submission", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="7fad1c6c93dcf8845cc5f097b2acb37f16fd7e7a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c776",
                            table="consultations_plancomment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="consultations.consultation",
                        verbose_name="visit",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="moved"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moved by",
                    ),
                ),
                ("from_start", models.DateTimeField(verbose_name="from")),
                ("to_start", models.DateTimeField(verbose_name="to")),
                (
                    "from_advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor before",
                    ),
                ),
                (
                    "to_advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.advisor",
                        verbose_name="advisor after",
                    ),
                ),
                ("after_limit", models.BooleanField(default=False, verbose_name="later than visitors may")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "move of a visit",
                "verbose_name_plural": "moves of visits",
                "ordering": ["moved_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_start", models.F("to_start")), _negated=True),
                            models.Q(("from_advisor", models.F("to_advisor")), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_move_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after_limit", False),
                            models.Q(("moved_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="visit_move_after_limit_has_reason",
                        violation_error_message="So late a change needs a reason.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="visit_moves_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="614eef118e8cb4861c04a49f5701625c2d90d930",
                            operation="DELETE",
                            pgid="pgtrigger_visit_moves_stay_627a9",
                            table="consultations_visitmove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="visit_moves_are_facts",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."consultation_id" IS DISTINCT FROM (NEW."consultation_id") OR OLD."moved_at" IS DISTINCT FROM (NEW."moved_at") OR OLD."moved_by_id" IS DISTINCT FROM (NEW."moved_by_id") OR OLD."from_start" IS DISTINCT FROM (NEW."from_start") OR OLD."to_start" IS DISTINCT FROM (NEW."to_start") OR OLD."from_advisor_id" IS DISTINCT FROM (NEW."from_advisor_id") OR OLD."to_advisor_id" IS DISTINCT FROM (NEW."to_advisor_id") OR OLD."after_limit" IS DISTINCT FROM (NEW."after_limit"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="11483ab96f2022e5e1d020f36abb4cda676f5f93",
                            operation="UPDATE",
                            pgid="pgtrigger_visit_moves_are_facts_4bbc3",
                            table="consultations_visitmove",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="consultations.consultation",
                        verbose_name="visit",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="consultations.participation",
                        verbose_name="place in a group session",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("booked", "Tell that the visit is booked"),
                            ("reminder", "Remind of the visit"),
                            ("moved", "Tell that the visit was moved"),
                            ("cancelled", "Tell that the visit was cancelled"),
                            ("offered", "Offer a freed place"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                        verbose_name="reason",
                    ),
                ),
                (
                    "about",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="consultations.Call.about", verbose_name="what to say"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked for"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "Reached"),
                            ("helper", "Told a helper"),
                            ("wrong_number", "Wrong number"),
                            ("gave_up", "Gave up"),
                            ("not_needed", "No longer needed"),
                            ("too_late", "Nobody called in time"),
                        ],
                        default="",
                        editable=False,
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")), fields=["due_at"], name="call_open_by_due"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("consultation", "reason"),
                        name="call_open_once_per_reason",
                        violation_error_message="This call is on the list already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("participation", "reason"),
                        name="call_open_once_per_reason_of_place",
                        violation_error_message="This call is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consultation__isnull", False), ("participation__isnull", True)),
                            models.Q(("consultation__isnull", True), ("participation__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_is_about_one_appointment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["booked", "reminder", "moved", "cancelled", "offered", "other"])
                        ),
                        name="call_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("outcome__in", ["reached", "helper", "wrong_number", "gave_up"]),
                            ),
                            models.Q(
                                ("closed_at__isnull", False), ("outcome__in", ["not_needed", "too_late"])
                            ),
                            _connector="OR",
                        ),
                        name="call_closed_has_outcome_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_callevent" ("asked_at", "asked_by_id", "closed_at", "closed_by_id", "consultation_id", "due_at", "id", "outcome", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."closed_by_id", NEW."consultation_id", NEW."due_at", NEW."id", NEW."outcome", NEW."participation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="81b655b666caad3879916b0db29eb9598bb15c5a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_794d7",
                            table="consultations_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."consultation_id" IS DISTINCT FROM (NEW."consultation_id") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."participation_id" IS DISTINCT FROM (NEW."participation_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                            func='INSERT INTO "consultations_callevent" ("asked_at", "asked_by_id", "closed_at", "closed_by_id", "consultation_id", "due_at", "id", "outcome", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."closed_by_id", NEW."consultation_id", NEW."due_at", NEW."id", NEW."outcome", NEW."participation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="f198bf545731f749211177bab9ac3b77b59b2593",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5ebfc",
                            table="consultations_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_callevent" ("asked_at", "asked_by_id", "closed_at", "closed_by_id", "consultation_id", "due_at", "id", "outcome", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."closed_at", OLD."closed_by_id", OLD."consultation_id", OLD."due_at", OLD."id", OLD."outcome", OLD."participation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="1f48d55004ce2b399837dd2843e78f55e763348c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dd823",
                            table="consultations_call",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CanvasEarlierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.canvasearlier",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "block",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.canvasblock",
                        verbose_name="block",
                    ),
                ),
                ("version", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("saved_at", models.DateTimeField(editable=False, verbose_name="saved")),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5783b97737c6e1e05e42e4881e0b2c73468af69c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b978e",
                            table="consultations_canvasearlierevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.casenote",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.consultation",
                        verbose_name="about the visit",
                    ),
                ),
                (
                    "version",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="corrected"),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="corrected by",
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="77040f2e393e2e9770ba7126720c270aa7e126e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_12b16",
                            table="consultations_casenoteevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.participation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.groupsession",
                        verbose_name="group session",
                    ),
                ),
                (
                    "entrepreneur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        editable=False,
                        max_length=8,
                        validators=[django.core.validators.RegexValidator("^[23456789DFJKMNRTV]{8}$")],
                        verbose_name="reference",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("signed_up", "Signed up"),
                            ("waiting", "On the waiting list"),
                            ("offered", "Place offered"),
                            ("attended", "Came"),
                            ("missed", "Did not come"),
                            ("cancelled", "Cancelled"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                (
                    "contact_name",
                    center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name as given"),
                ),
                (
                    "contact_phone",
                    center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone as given"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email as given"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        max_length=8,
                        verbose_name="language of the emails",
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
                ("ics_sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "walked_in",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="came without signing up"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed up by",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed up"
                    ),
                ),
                (
                    "offered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="place offered"),
                ),
                (
                    "offered_until",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="offered until"),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="place given by",
                    ),
                ),
                (
                    "placed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="has a place since"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="outcome entered by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="outcome entered"
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "The person cancelled"),
                            ("staff", "Staff cancelled"),
                            ("declined", "Did not want the offered place"),
                            ("expired", "Did not answer the offer in time"),
                            ("no_place", "No place became free"),
                            ("session", "The session was cancelled"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cancelled by",
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="cancelled"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="733096218f5549d8383536869e601fcc3e812de3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c1ca",
                            table="consultations_participationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanCommentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.plancomment",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.businessplan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("problem", "The problem"),
                            ("change", "The change you want"),
                            ("beneficiaries", "Whom it helps"),
                            ("benefit", "What they gain"),
                            ("customers", "Who pays"),
                            ("offer", "What you offer them"),
                            ("channels", "How they hear of you and get it"),
                            ("activities", "What has to be done"),
                            ("resources", "What you need for it"),
                            ("partners", "Who works with you"),
                            ("costs", "What it costs, in words"),
                            ("income", "Where the money comes from, in words"),
                            ("surplus", "What happens with the surplus"),
                            ("measure", "How you will know that it works"),
                        ],
                        max_length=13,
                        verbose_name="about the block",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.budgetrow",
                        verbose_name="about the row",
                    ),
                ),
                (
                    "answer_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.plancomment",
                        verbose_name="answers",
                    ),
                ),
                ("from_person", models.BooleanField(default=False, verbose_name="written by the person")),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="version that was read"
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="settled"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fa9d62ef4b1fa12ea655ae942228b919405752c1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5f7f5",
                            table="consultations_plancommentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First email"),
                            ("second", "Second email"),
                            ("sms", "SMS"),
                            ("call", "Call"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="consultations.consultation",
                        verbose_name="visit",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="consultations.participation",
                        verbose_name="place in a group session",
                    ),
                ),
                (
                    "text",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="center.storedtext",
                        verbose_name="text message",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="reminded"
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders sent",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consultation", "kind", "starts_at"), name="reminder_once_for_each_beginning"
                    ),
                    models.UniqueConstraint(
                        fields=("participation", "kind", "starts_at"),
                        name="reminder_of_place_once_for_each_beginning",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consultation__isnull", False), ("participation__isnull", True)),
                            models.Q(("consultation__isnull", True), ("participation__isnull", False)),
                            _connector="OR",
                        ),
                        name="reminder_is_about_one_appointment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["first", "second", "sms", "call"])),
                        name="reminder_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "sms"), ("text__isnull", False)),
                            models.Q(models.Q(("kind", "sms"), _negated=True), ("text__isnull", True)),
                            _connector="OR",
                        ),
                        name="reminder_by_sms_has_its_text",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_reminderevent" ("consultation_id", "id", "kind", "made_at", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "text_id") VALUES (NEW."consultation_id", NEW."id", NEW."kind", NEW."made_at", NEW."participation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at", NEW."text_id"); RETURN NULL;',
                            hash="a058ef38a4fcc1cc0cfff454b357ef14676283f9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f008",
                            table="consultations_reminder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "consultations_reminderevent" ("consultation_id", "id", "kind", "made_at", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "text_id") VALUES (NEW."consultation_id", NEW."id", NEW."kind", NEW."made_at", NEW."participation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at", NEW."text_id"); RETURN NULL;',
                            hash="fbc0d17b90c00357e56f19a6374a15a485257bec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_43edc",
                            table="consultations_reminder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_reminderevent" ("consultation_id", "id", "kind", "made_at", "participation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "text_id") VALUES (OLD."consultation_id", OLD."id", OLD."kind", OLD."made_at", OLD."participation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at", OLD."text_id"); RETURN NULL;',
                            hash="ec60fdcf9d748bd9437522723926a73811dc89e4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8bfbb",
                            table="consultations_reminder",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="consultations.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "tried_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="tried"
                    ),
                ),
                (
                    "tried_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tried by",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("helper", "Told a helper"),
                            ("no_answer", "No answer"),
                            ("busy", "Busy"),
                            ("again", "Call again later"),
                            ("wrong_number", "Wrong number"),
                        ],
                        max_length=12,
                        verbose_name="what came of it",
                    ),
                ),
                ("again_at", models.DateTimeField(blank=True, null=True, verbose_name="call again at")),
                (
                    "note",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="consultations.CallAttempt.note", verbose_name="note"
                    ),
                ),
            ],
            options={
                "verbose_name": "try to call",
                "verbose_name_plural": "tries to call",
                "ordering": ["tried_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                ["reached", "helper", "no_answer", "busy", "again", "wrong_number"],
                            )
                        ),
                        name="call_attempt_result_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tried_at__isnull", False), ("tried_by__isnull", False)),
                        name="call_attempt_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("again_at__gt", models.F("tried_at")),
                                ("again_at__isnull", False),
                                ("result", "again"),
                            ),
                            models.Q(
                                models.Q(("result", "again"), _negated=True), ("again_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="call_attempt_again_has_time",
                        violation_error_message="Say when to call again: a time that is still to come.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_callattemptevent" ("again_at", "call_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "tried_at", "tried_by_id") VALUES (NEW."again_at", NEW."call_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."tried_at", NEW."tried_by_id"); RETURN NULL;',
                            hash="3057d0c7d9f8d14ec505dd8722ed7cfb85e2008c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_996d6",
                            table="consultations_callattempt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."again_at" IS DISTINCT FROM (NEW."again_at") OR OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."tried_at" IS DISTINCT FROM (NEW."tried_at") OR OLD."tried_by_id" IS DISTINCT FROM (NEW."tried_by_id"))',
                            func='INSERT INTO "consultations_callattemptevent" ("again_at", "call_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "tried_at", "tried_by_id") VALUES (NEW."again_at", NEW."call_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."tried_at", NEW."tried_by_id"); RETURN NULL;',
                            hash="21988f91174ad5b89482322c01ab398bab8e7c19",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6ac40",
                            table="consultations_callattempt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "consultations_callattemptevent" ("again_at", "call_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "tried_at", "tried_by_id") VALUES (OLD."again_at", OLD."call_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."tried_at", OLD."tried_by_id"); RETURN NULL;',
                            hash="551f3857ee006d56abf1ceb2ae283899b28753d7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b013",
                            table="consultations_callattempt",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.call",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.consultation",
                        verbose_name="visit",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.participation",
                        verbose_name="place in a group session",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("booked", "Tell that the visit is booked"),
                            ("reminder", "Remind of the visit"),
                            ("moved", "Tell that the visit was moved"),
                            ("cancelled", "Tell that the visit was cancelled"),
                            ("offered", "Offer a freed place"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                        verbose_name="reason",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked for"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "Reached"),
                            ("helper", "Told a helper"),
                            ("wrong_number", "Wrong number"),
                            ("gave_up", "Gave up"),
                            ("not_needed", "No longer needed"),
                            ("too_late", "Nobody called in time"),
                        ],
                        default="",
                        editable=False,
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="44e9d628123c802eeea0fed64e19cf0c50e9c0ec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0f33c",
                            table="consultations_callevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.reminder",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First email"),
                            ("second", "Second email"),
                            ("sms", "SMS"),
                            ("call", "Call"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.consultation",
                        verbose_name="visit",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.participation",
                        verbose_name="place in a group session",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="center.storedtext",
                        verbose_name="text message",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="start")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="reminded"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9b67da52bb1f062d01abc43c26f9f3d083e5c6bd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ba357",
                            table="consultations_reminderevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallAttemptEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="consultations.callattempt",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consultations.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "tried_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="tried"
                    ),
                ),
                (
                    "tried_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tried by",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("helper", "Told a helper"),
                            ("no_answer", "No answer"),
                            ("busy", "Busy"),
                            ("again", "Call again later"),
                            ("wrong_number", "Wrong number"),
                        ],
                        max_length=12,
                        verbose_name="what came of it",
                    ),
                ),
                ("again_at", models.DateTimeField(blank=True, null=True, verbose_name="call again at")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c98cd810bebeb4e144a379d660a57a211435a6df",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e9da7",
                            table="consultations_callattemptevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        install_triggers("consultations"),
    ]
