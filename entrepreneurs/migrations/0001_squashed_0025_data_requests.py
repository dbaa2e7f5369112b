"""The tables of people and enterprises, in one step; a database of the steps of before counts as having done it."""

import center.base.bilingual
import center.base.encryption
import center.base.folded_search
import center.base.person_names
import center.base.phones
import center.base.serbian_fields
import center.base.web_addresses
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import entrepreneurs.identifiers
import entrepreneurs.models.enterprise
import pgtrigger.compiler
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from center.base.trigger_operations import install_triggers
from entrepreneurs.sql import PIB_CREATE, PIB_DROP


# A search for a frequent word looks into hundreds of rows. Stored out of line, each of them costs a second look-up;
# kept in the row, 5,000 enterprises answer within 1.5 times the time of 1,000 (tests/benchmarks/bench_directory.py).
SEARCH_IN_THE_ROW = "ALTER TABLE entrepreneurs_directoryentry ALTER COLUMN search SET STORAGE MAIN"
SEARCH_AS_USUAL = "ALTER TABLE entrepreneurs_directoryentry ALTER COLUMN search SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    replaces = [
        ("entrepreneurs", "0001_initial"),
        ("entrepreneurs", "0002_record_deletions"),
        ("entrepreneurs", "0003_person_names"),
        ("entrepreneurs", "0004_names_are_no_addresses"),
        ("entrepreneurs", "0005_registry"),
        ("entrepreneurs", "0006_comparable_names"),
        ("entrepreneurs", "0007_members_board"),
        ("entrepreneurs", "0008_directory"),
        ("entrepreneurs", "0009_claims"),
        ("entrepreneurs", "0010_enterprisemessage_and_more"),
        ("entrepreneurs", "0011_proposals_and_checks"),
        ("entrepreneurs", "0012_imports"),
        ("entrepreneurs", "0013_publish_permission"),
        ("entrepreneurs", "0014_search_stays_in_the_row"),
        ("entrepreneurs", "0015_different_records"),
        ("entrepreneurs", "0016_vulnerable_within_all"),
        ("entrepreneurs", "0017_words_of_pictures"),
        ("entrepreneurs", "0018_web_link_without_login"),
        ("entrepreneurs", "0019_safe_contact"),
        ("entrepreneurs", "0020_person_mails"),
        ("entrepreneurs", "0021_give_out_data"),
        ("entrepreneurs", "0022_person_texts"),
        ("entrepreneurs", "0023_demographics"),
        ("entrepreneurs", "0024_erasure"),
        ("entrepreneurs", "0025_data_requests"),
    ]

    initial = True

    dependencies = [
        ("center", "0001_squashed_0012_retention"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(PIB_CREATE, PIB_DROP),
        migrations.CreateModel(
            name="ActivityCode",
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
                ("scheme", models.CharField(default="KD", max_length=20, verbose_name="classification")),
                ("version", models.CharField(default="2010", max_length=20, verbose_name="version")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("section", "Section"),
                            ("division", "Division"),
                            ("group", "Group"),
                            ("class", "Class"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="entrepreneurs.activitycode",
                        verbose_name="part of",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=250, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="name (English)"
                    ),
                ),
            ],
            options={
                "verbose_name": "activity code",
                "verbose_name_plural": "activity codes",
                "ordering": ["scheme", "version", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "version", "code"),
                        name="activity_code_unique",
                        violation_error_message="This code is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["section", "division", "group", "class"])),
                        name="activity_code_level_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "section"), ("parent__isnull", True)),
                            models.Q(
                                models.Q(("level", "section"), _negated=True), ("parent__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="activity_code_only_sections_stand_alone",
                        violation_error_message="Every code but a section is part of another.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_activitycodeevent" ("code", "id", "level", "name_en", "name_sr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "typed_latin", "version") VALUES (NEW."code", NEW."id", NEW."level", NEW."name_en", NEW."name_sr", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme", NEW."typed_latin", NEW."version"); RETURN NULL;',
                            hash="8ab3a21588d77ebc8db6e118ca63dce3fd0f03cb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b0f8",
                            table="entrepreneurs_activitycode",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_activitycodeevent" ("code", "id", "level", "name_en", "name_sr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "typed_latin", "version") VALUES (NEW."code", NEW."id", NEW."level", NEW."name_en", NEW."name_sr", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme", NEW."typed_latin", NEW."version"); RETURN NULL;',
                            hash="ecb0c77900d149de941e5d14c444833ffa53a094",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ff1f",
                            table="entrepreneurs_activitycode",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_activitycodeevent" ("code", "id", "level", "name_en", "name_sr", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "typed_latin", "version") VALUES (OLD."code", OLD."id", OLD."level", OLD."name_en", OLD."name_sr", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme", OLD."typed_latin", OLD."version"); RETURN NULL;',
                            hash="09535e7bd9bf72ae75e368f7e9ca15cd23c7f2d3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a51a",
                            table="entrepreneurs_activitycode",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentText",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("booking", "Booking a consultation"),
                            ("case_file", "Keeping a case file"),
                            ("statistics", "Statistics"),
                            ("publication", "Publication in the directory"),
                            ("sms", "Messages by SMS"),
                            ("vulnerability", "Keeping what makes life harder"),
                            ("helper", "Telling a helper when and where a visit is"),
                        ],
                        max_length=20,
                        verbose_name="for what",
                    ),
                ),
                ("version", models.DateField(verbose_name="version of")),
                ("text_sr", center.base.serbian_fields.SerbianTextField(verbose_name="text (Serbian)")),
                (
                    "text_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", verbose_name="text (English)"
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a consent",
                "verbose_name_plural": "texts of consents",
                "ordering": ["purpose", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purpose", "version"),
                        name="consent_text_version_unique",
                        violation_error_message="There is a text of this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "booking",
                                    "case_file",
                                    "statistics",
                                    "publication",
                                    "sms",
                                    "vulnerability",
                                    "helper",
                                ],
                            )
                        ),
                        name="consent_text_purpose_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="consent_text_only_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b22a4964fe4ee895b51c84de309c46e9e1fc8b85",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_consent_text_only_added_e33e4",
                            table="entrepreneurs_consenttext",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferentRecords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60, verbose_name="kind of record")),
                ("lower_id", models.BigIntegerField(verbose_name="older record")),
                ("higher_id", models.BigIntegerField(verbose_name="newer record")),
                (
                    "told_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="told apart"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="told apart by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair of different records",
                "verbose_name_plural": "pairs of different records",
                "ordering": ["-told_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "lower_id", "higher_id"), name="different_records_told_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lower_id__lt", models.F("higher_id"))),
                        name="different_records_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told_at__isnull", False), ("told_by__isnull", False)),
                        name="different_records_have_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_differentrecordsevent" ("higher_id", "id", "lower_id", "model", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id") VALUES (NEW."higher_id", NEW."id", NEW."lower_id", NEW."model", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                            hash="ac642a6bb3279b6d9927623a47c8348982b675b2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09682",
                            table="entrepreneurs_differentrecords",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_differentrecordsevent" ("higher_id", "id", "lower_id", "model", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id") VALUES (NEW."higher_id", NEW."id", NEW."lower_id", NEW."model", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                            hash="1fa827390f6b3110cc513d98f9702a52aeb0c22c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b4c5",
                            table="entrepreneurs_differentrecords",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_differentrecordsevent" ("higher_id", "id", "lower_id", "model", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id") VALUES (OLD."higher_id", OLD."id", OLD."lower_id", OLD."model", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."told_at", OLD."told_by_id"); RETURN NULL;',
                            hash="2a9044533a9e590e7f7d828182149de619e48652",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9c16",
                            table="entrepreneurs_differentrecords",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectoryRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ask_after_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="ask whether a profile is still right after, months",
                    ),
                ),
                (
                    "mark_after_months",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="mark it as not confirmed after, months"
                    ),
                ),
                (
                    "hide_after_months",
                    models.PositiveSmallIntegerField(default=18, verbose_name="hide it after, months"),
                ),
                (
                    "report_reminder_days",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="remind of the two-year report, days before",
                    ),
                ),
                (
                    "hours_at_once",
                    models.BooleanField(
                        default=True,
                        help_text="Without a look by staff when an editor changes them.",
                        verbose_name="opening times take effect at once",
                    ),
                ),
                (
                    "contact_at_once",
                    models.BooleanField(
                        default=True, verbose_name="phones, emails and links take effect at once"
                    ),
                ),
                (
                    "products_at_once",
                    models.BooleanField(default=False, verbose_name="products take effect at once"),
                ),
            ],
            options={
                "verbose_name": "rules of the directory",
                "verbose_name_plural": "rules of the directory",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="directory_rules_are_one",
                        violation_error_message="There is one set of rules.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ask_after_months__gte", 1),
                            ("hide_after_months__gt", models.F("mark_after_months")),
                            ("mark_after_months__gt", models.F("ask_after_months")),
                        ),
                        name="directory_rules_in_order",
                        violation_error_message="First ask, later mark, and later still hide.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_directoryrulesevent" ("ask_after_months", "contact_at_once", "hide_after_months", "hours_at_once", "id", "mark_after_months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "products_at_once", "report_reminder_days") VALUES (NEW."ask_after_months", NEW."contact_at_once", NEW."hide_after_months", NEW."hours_at_once", NEW."id", NEW."mark_after_months", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."products_at_once", NEW."report_reminder_days"); RETURN NULL;',
                            hash="b02bcd229eb0d166f786b9529d587710576fe6cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_985c4",
                            table="entrepreneurs_directoryrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_directoryrulesevent" ("ask_after_months", "contact_at_once", "hide_after_months", "hours_at_once", "id", "mark_after_months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "products_at_once", "report_reminder_days") VALUES (NEW."ask_after_months", NEW."contact_at_once", NEW."hide_after_months", NEW."hours_at_once", NEW."id", NEW."mark_after_months", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."products_at_once", NEW."report_reminder_days"); RETURN NULL;',
                            hash="781e8f365704a694731f70e0a2dc07ba40f4b5af",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b5580",
                            table="entrepreneurs_directoryrules",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_directoryrulesevent" ("ask_after_months", "contact_at_once", "hide_after_months", "hours_at_once", "id", "mark_after_months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "products_at_once", "report_reminder_days") VALUES (OLD."ask_after_months", OLD."contact_at_once", OLD."hide_after_months", OLD."hours_at_once", OLD."id", OLD."mark_after_months", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."products_at_once", OLD."report_reminder_days"); RETURN NULL;',
                            hash="0c171183e22da05c8f9c035fe138eecb5a48be5c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28e52",
                            table="entrepreneurs_directoryrules",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectoryTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.CharField(db_index=True, max_length=60)),
                ("amount", models.IntegerField()),
            ],
            options={
                "verbose_name": "total of the directory",
                "verbose_name_plural": "totals of the directory",
            },
        ),
        migrations.CreateModel(
            name="DirectoryWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("written", models.CharField(max_length=40)),
            ],
            options={
                "verbose_name": "word of the directory",
                "verbose_name_plural": "words of the directory",
                "indexes": [
                    models.Index(fields=["word"], name="directory_word", opclasses=["varchar_pattern_ops"]),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="directory_word_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enterprise",
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
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="identifier"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Small Latin letters, digits and hyphens. An earlier one keeps leading here.",
                        max_length=80,
                        unique=True,
                        verbose_name="short name in addresses",
                    ),
                ),
                (
                    "legal_name",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="Exactly as it is registered.",
                        max_length=200,
                        verbose_name="legal name",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Short, as people call it.", max_length=120, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                ("comparable_name", models.CharField(blank=True, editable=False, max_length=700)),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{8}$", "A registration number has eight digits."
                            )
                        ],
                        verbose_name="registration number",
                    ),
                ),
                (
                    "tax_number",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        validators=[entrepreneurs.identifiers.validate_pib],
                        verbose_name="tax number (PIB)",
                    ),
                ),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded")),
                (
                    "summary_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="What you make or do, and for whom. Stands in lists.",
                        max_length=200,
                        verbose_name="in one sentence (Serbian)",
                    ),
                ),
                (
                    "summary_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=200, verbose_name="in one sentence (English)"
                    ),
                ),
                (
                    "description_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="An empty line begins a new paragraph.",
                        max_length=4000,
                        verbose_name="description (Serbian)",
                    ),
                ),
                (
                    "description_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=4000, verbose_name="description (English)"
                    ),
                ),
                (
                    "how_to_buy_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=1000, verbose_name="how to buy (Serbian)"
                    ),
                ),
                (
                    "how_to_buy_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=1000, verbose_name="how to buy (English)"
                    ),
                ),
                (
                    "hours_note_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For example: by appointment; closed in August.",
                        max_length=160,
                        verbose_name="about the opening times (Serbian)",
                    ),
                ),
                (
                    "hours_note_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=160,
                        verbose_name="about the opening times (English)",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sr", "Serbian"),
                                ("en", "English"),
                                ("rom", "Romani"),
                                ("rsl", "Serbian sign language"),
                                ("sq", "Albanian"),
                                ("hu", "Hungarian"),
                                ("ro", "Romanian"),
                                ("bg", "Bulgarian"),
                                ("ru", "Russian"),
                                ("de", "German"),
                                ("fr", "French"),
                            ],
                            max_length=5,
                        ),
                        blank=True,
                        default=entrepreneurs.models.enterprise._serbian_only,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Where customers come; shown on the public map. Leave it empty if nobody should come. In any map on the internet press on the place (with a mouse, the right button) and copy the two numbers.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="in the directory",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                ),
                (
                    "confirmed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last checked"),
                ),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True,
                        choices=[("enterprise", "The enterprise"), ("staff", "The Center")],
                        editable=False,
                        max_length=10,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "confirmation_asked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="asked to check"
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
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "internal_note",
                    models.TextField(
                        blank=True,
                        help_text="Never shown outside the admin.",
                        max_length=4000,
                        verbose_name="note for staff",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo data")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="entrepreneurs.enterprise",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "enterprise",
                "verbose_name_plural": "enterprises",
                "ordering": ["name_sr", "pk"],
                "permissions": [
                    ("publish_enterprise", "Can put an enterprise into the directory and take it out")
                ],
                "indexes": [
                    models.Index(fields=["state", "confirmed_on"], name="enterprise_by_check"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["comparable_name"], name="enterprise_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug__in",
                                (
                                    "add",
                                    "board",
                                    "claim",
                                    "compare",
                                    "data",
                                    "edit",
                                    "embed",
                                    "map",
                                    "print",
                                    "products",
                                    "qr",
                                    "report",
                                    "search",
                                    "statistics",
                                ),
                            ),
                            _negated=True,
                        ),
                        name="enterprise_slug_not_reserved",
                        violation_error_message="This word is an address of the portal. Choose another short name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="enterprise_slug_form",
                        violation_error_message="Use small Latin letters, digits and single hyphens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_sr", ""), _negated=True),
                        name="enterprise_has_name",
                        violation_error_message="Write the name of the enterprise.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registration_number", ""),
                            ("registration_number__regex", "^[0-9]{8}$"),
                            _connector="OR",
                        ),
                        name="enterprise_registration_number_form",
                        violation_error_message="A registration number has eight digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tax_number", ""), entrepreneurs.identifiers.IsPib("tax_number"), _connector="OR"
                        ),
                        name="enterprise_tax_number_form",
                        violation_error_message="This is not a tax number (PIB): it has nine digits, and the last one checks the others.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("registration_number", ""), _negated=True),
                            ("merged_into__isnull", True),
                        ),
                        fields=("registration_number",),
                        name="enterprise_registration_number_unique",
                        violation_error_message="Another enterprise has this registration number.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("tax_number", ""), _negated=True), ("merged_into__isnull", True)
                        ),
                        fields=("tax_number",),
                        name="enterprise_tax_number_unique",
                        violation_error_message="Another enterprise has this tax number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "archived"])),
                        name="enterprise_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", ""), ("confirmed_on__isnull", True)),
                            models.Q(
                                ("confirmed_by__in", ["enterprise", "staff"]), ("confirmed_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="enterprise_checked_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "languages__contained_by",
                                ["sr", "en", "rom", "rsl", "sq", "hu", "ro", "bg", "ru", "de", "fr"],
                            )
                        ),
                        name="enterprise_languages_are_known",
                        violation_error_message="Choose languages from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(
                                models.Q(("merged_into", models.F("pk")), _negated=True),
                                ("state", "archived"),
                            ),
                            _connector="OR",
                        ),
                        name="enterprise_merged_is_archived",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                            _connector="OR",
                        ),
                        name="enterprise_point_has_both_numbers",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_enterpriseevent" ("added_by_id", "changed_at", "comparable_name", "confirmation_asked_at", "confirmed_by", "confirmed_on", "created_at", "description_en", "description_sr", "founded_on", "hours_note_en", "hours_note_sr", "how_to_buy_en", "how_to_buy_sr", "id", "internal_note", "is_demo", "languages", "latitude", "legal_name", "longitude", "merged_into_id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "published_at", "registration_number", "slug", "state", "summary_en", "summary_sr", "tax_number", "typed_latin", "uid") VALUES (NEW."added_by_id", NEW."changed_at", NEW."comparable_name", NEW."confirmation_asked_at", NEW."confirmed_by", NEW."confirmed_on", NEW."created_at", NEW."description_en", NEW."description_sr", NEW."founded_on", NEW."hours_note_en", NEW."hours_note_sr", NEW."how_to_buy_en", NEW."how_to_buy_sr", NEW."id", NEW."internal_note", NEW."is_demo", NEW."languages", NEW."latitude", NEW."legal_name", NEW."longitude", NEW."merged_into_id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication_consent_id", NEW."published_at", NEW."registration_number", NEW."slug", NEW."state", NEW."summary_en", NEW."summary_sr", NEW."tax_number", NEW."typed_latin", NEW."uid"); RETURN NULL;',
                            hash="91e116754ffe780f93538deb0850743ba3c1431b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84a43",
                            table="entrepreneurs_enterprise",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_enterpriseevent" ("added_by_id", "changed_at", "comparable_name", "confirmation_asked_at", "confirmed_by", "confirmed_on", "created_at", "description_en", "description_sr", "founded_on", "hours_note_en", "hours_note_sr", "how_to_buy_en", "how_to_buy_sr", "id", "internal_note", "is_demo", "languages", "latitude", "legal_name", "longitude", "merged_into_id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "published_at", "registration_number", "slug", "state", "summary_en", "summary_sr", "tax_number", "typed_latin", "uid") VALUES (NEW."added_by_id", NEW."changed_at", NEW."comparable_name", NEW."confirmation_asked_at", NEW."confirmed_by", NEW."confirmed_on", NEW."created_at", NEW."description_en", NEW."description_sr", NEW."founded_on", NEW."hours_note_en", NEW."hours_note_sr", NEW."how_to_buy_en", NEW."how_to_buy_sr", NEW."id", NEW."internal_note", NEW."is_demo", NEW."languages", NEW."latitude", NEW."legal_name", NEW."longitude", NEW."merged_into_id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_consent_id", NEW."published_at", NEW."registration_number", NEW."slug", NEW."state", NEW."summary_en", NEW."summary_sr", NEW."tax_number", NEW."typed_latin", NEW."uid"); RETURN NULL;',
                            hash="0fc79bd1c0b251ead37ba99e954ed21bcc65f1cf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_45bb4",
                            table="entrepreneurs_enterprise",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_enterpriseevent" ("added_by_id", "changed_at", "comparable_name", "confirmation_asked_at", "confirmed_by", "confirmed_on", "created_at", "description_en", "description_sr", "founded_on", "hours_note_en", "hours_note_sr", "how_to_buy_en", "how_to_buy_sr", "id", "internal_note", "is_demo", "languages", "latitude", "legal_name", "longitude", "merged_into_id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "published_at", "registration_number", "slug", "state", "summary_en", "summary_sr", "tax_number", "typed_latin", "uid") VALUES (OLD."added_by_id", OLD."changed_at", OLD."comparable_name", OLD."confirmation_asked_at", OLD."confirmed_by", OLD."confirmed_on", OLD."created_at", OLD."description_en", OLD."description_sr", OLD."founded_on", OLD."hours_note_en", OLD."hours_note_sr", OLD."how_to_buy_en", OLD."how_to_buy_sr", OLD."id", OLD."internal_note", OLD."is_demo", OLD."languages", OLD."latitude", OLD."legal_name", OLD."longitude", OLD."merged_into_id", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_consent_id", OLD."published_at", OLD."registration_number", OLD."slug", OLD."state", OLD."summary_en", OLD."summary_sr", OLD."tax_number", OLD."typed_latin", OLD."uid"); RETURN NULL;',
                            hash="356c5b168e8267397530063e56c154130d202da8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_608e7",
                            table="entrepreneurs_enterprise",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                        choices=[("enterprise", "Enterprises"), ("person", "People")],
                        max_length=10,
                        verbose_name="what the rows are",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("source", models.CharField(editable=False, max_length=100, verbose_name="read as")),
                ("headers", models.JSONField(default=list, editable=False)),
                ("rows", models.JSONField(default=list, editable=False)),
                ("columns", models.JSONField(default=dict, editable=False)),
                ("add_anyway", models.JSONField(default=list, editable=False)),
                ("report", models.JSONField(default=list, editable=False)),
                ("row_count", models.PositiveIntegerField(default=0, editable=False, verbose_name="rows")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Not confirmed yet"),
                            ("running", "Being imported"),
                            ("done", "Imported"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
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
                        verbose_name="brought by",
                    ),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="brought"
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
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-uploaded_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["running", "done"])),
                        fields=("kind", "digest"),
                        name="import_of_a_file_once",
                        violation_error_message="This very file was imported already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["enterprise", "person"])),
                        name="import_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "running", "done"])),
                        name="import_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uploaded_at__isnull", False), ("uploaded_by__isnull", False)),
                        name="import_uploaded_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("state__in", ["running", "done"]),
                            ),
                            _connector="OR",
                        ),
                        name="import_confirmed_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60, verbose_name="kind of record")),
                ("kept_id", models.BigIntegerField(verbose_name="record kept")),
                ("merged_id", models.BigIntegerField(verbose_name="record merged into it")),
                ("moves", models.JSONField(default=list, editable=False)),
                (
                    "done_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="merged"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged by",
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="undone"),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-done_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("model", "merged_id"),
                        name="merge_in_force_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                        name="merge_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_undone_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept_id", models.F("merged_id")), _negated=True),
                        name="merge_of_two_records",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductCategory",
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
                    "slug",
                    models.SlugField(max_length=40, unique=True, verbose_name="short name in addresses"),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="name (Serbian)"),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="name (English)"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "verbose_name": "category of products",
                "verbose_name_plural": "categories of products",
                "ordering": ["position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_productcategoryevent" ("id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "typed_latin") VALUES (NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."slug", NEW."typed_latin"); RETURN NULL;',
                            hash="9e653ea22ee2444262e2c9a4d2296be8d72254b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_17760",
                            table="entrepreneurs_productcategory",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_productcategoryevent" ("id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "typed_latin") VALUES (NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."slug", NEW."typed_latin"); RETURN NULL;',
                            hash="2ffd4f0d5dda6cdb5e6ddbcc6243e370398d3382",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_335dd",
                            table="entrepreneurs_productcategory",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_productcategoryevent" ("id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "typed_latin") VALUES (OLD."id", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."slug", OLD."typed_latin"); RETURN NULL;',
                            hash="9f081629a14e4dc424c852d11f37e28cc22557f9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0edcb",
                            table="entrepreneurs_productcategory",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                ("name_sr", center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="name (English)"
                    ),
                ),
                (
                    "municipality_sr",
                    center.base.serbian_fields.SerbianCharField(
                        default="Крушевац", max_length=80, verbose_name="municipality"
                    ),
                ),
                (
                    "municipality_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="municipality (English)"
                    ),
                ),
                (
                    "cadastral_unit",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "A cadastral unit has six digits."
                            )
                        ],
                        verbose_name="number of the cadastral unit",
                    ),
                ),
                (
                    "is_checked",
                    models.BooleanField(
                        default=False,
                        help_text="Name and municipality were compared with a register.",
                        verbose_name="checked",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of the middle of the place, for the map; empty if nobody measured it.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="longitude",
                    ),
                ),
            ],
            options={
                "verbose_name": "settlement",
                "verbose_name_plural": "settlements",
                "ordering": ["name_sr", "municipality_sr"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name_sr", "municipality_sr"),
                        name="settlement_unique",
                        violation_error_message="This settlement is already in the list.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cadastral_unit", ""), _negated=True),
                        fields=("cadastral_unit",),
                        name="settlement_cadastral_unit_unique",
                        violation_error_message="Another settlement has this cadastral unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cadastral_unit", ""), ("cadastral_unit__regex", "^\\d{6}$"), _connector="OR"
                        ),
                        name="settlement_cadastral_unit_form",
                        violation_error_message="A cadastral unit has six digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_sr", ""), _negated=True),
                            models.Q(("municipality_sr", ""), _negated=True),
                        ),
                        name="settlement_has_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                            _connector="OR",
                        ),
                        name="settlement_point_has_both_numbers",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_settlementevent" ("cadastral_unit", "id", "is_checked", "latitude", "longitude", "municipality_en", "municipality_sr", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "typed_latin") VALUES (NEW."cadastral_unit", NEW."id", NEW."is_checked", NEW."latitude", NEW."longitude", NEW."municipality_en", NEW."municipality_sr", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."typed_latin"); RETURN NULL;',
                            hash="b0fa3c21dd7448237d83d68ed0fafaa7e7091671",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54dbd",
                            table="entrepreneurs_settlement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_settlementevent" ("cadastral_unit", "id", "is_checked", "latitude", "longitude", "municipality_en", "municipality_sr", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "typed_latin") VALUES (NEW."cadastral_unit", NEW."id", NEW."is_checked", NEW."latitude", NEW."longitude", NEW."municipality_en", NEW."municipality_sr", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."typed_latin"); RETURN NULL;',
                            hash="5e437eb21ef1f530c6a92fc8beb86cc12fe3c4dd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5f691",
                            table="entrepreneurs_settlement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_settlementevent" ("cadastral_unit", "id", "is_checked", "latitude", "longitude", "municipality_en", "municipality_sr", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "typed_latin") VALUES (OLD."cadastral_unit", OLD."id", OLD."is_checked", OLD."latitude", OLD."longitude", OLD."municipality_en", OLD."municipality_sr", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."typed_latin"); RETURN NULL;',
                            hash="71e7af9acdf3bb6706a49990033597e571675852",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_16ca9",
                            table="entrepreneurs_settlement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VulnerableGroup",
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
                ("code", models.SlugField(max_length=40, verbose_name="short name")),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=160, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=160, verbose_name="name (English)"
                    ),
                ),
                (
                    "source_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="The law, or the decision of the office.",
                        max_length=250,
                        verbose_name="source (Serbian)",
                    ),
                ),
                (
                    "source_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="source (English)"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="in use from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="in use until")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "verbose_name": "vulnerable group",
                "verbose_name_plural": "vulnerable groups",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"), name="vulnerable_group_version_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="vulnerable_group_ends_after_it_begins",
                        violation_error_message="The last day must not be before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_vulnerablegroupevent" ("code", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_en", "source_sr", "typed_latin", "valid_from", "valid_until") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."source_en", NEW."source_sr", NEW."typed_latin", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="7c72f98bb73fed60490902b55cf6a2b7f6ff8c70",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_03ee3",
                            table="entrepreneurs_vulnerablegroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_vulnerablegroupevent" ("code", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_en", "source_sr", "typed_latin", "valid_from", "valid_until") VALUES (NEW."code", NEW."id", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."source_en", NEW."source_sr", NEW."typed_latin", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="6647fc53af84253a5a9f54e2928fa4a92336a2f3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d53f7",
                            table="entrepreneurs_vulnerablegroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_vulnerablegroupevent" ("code", "id", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source_en", "source_sr", "typed_latin", "valid_from", "valid_until") VALUES (OLD."code", OLD."id", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."source_en", OLD."source_sr", OLD."typed_latin", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="a20a14404df761773f3fcbda2894a8f69fd3b74e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_871f1",
                            table="entrepreneurs_vulnerablegroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityCodeEvent",
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
                        to="entrepreneurs.activitycode",
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
                ("scheme", models.CharField(default="KD", max_length=20, verbose_name="classification")),
                ("version", models.CharField(default="2010", max_length=20, verbose_name="version")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("section", "Section"),
                            ("division", "Division"),
                            ("group", "Group"),
                            ("class", "Class"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.activitycode",
                        verbose_name="part of",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=250, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="name (English)"
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
                            hash="9bb99382785593c6e673b2d9bcfceddc5993917a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4324f",
                            table="entrepreneurs_activitycodeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnualFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annual_figures",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("report", "Two-year report under the Law"),
                            ("statement", "Annual financial statement"),
                            ("interview", "Interview with the enterprise"),
                            ("estimate", "Estimate by the enterprise"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_note",
                    models.CharField(
                        blank=True,
                        help_text="Who said it, or which document.",
                        max_length=200,
                        verbose_name="about the source",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("high", "Seen in a document"),
                            ("medium", "Said with certainty"),
                            ("low", "Rough"),
                        ],
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                (
                    "income_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No income"),
                            ("under_1", "under 1 million dinars"),
                            ("from_1", "1 to 3 million dinars"),
                            ("from_3", "3 to 6 million dinars"),
                            ("from_6", "6 to 10 million dinars"),
                            ("from_10", "10 to 50 million dinars"),
                            ("over_50", "over 50 million dinars"),
                        ],
                        max_length=10,
                        verbose_name="income of the year",
                    ),
                ),
                (
                    "vulnerable_engaged",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="A number only, no names.",
                        null=True,
                        verbose_name="of the people engaged, from vulnerable groups",
                    ),
                ),
                (
                    "profit_reinvested",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="profit reinvested or given on, %",
                    ),
                ),
                (
                    "decision_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of decisions of the group, %",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "figures of a year",
                "verbose_name_plural": "figures of years",
                "ordering": ["-year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise", "year", "source"),
                        name="annual_figures_one_of_a_source",
                        violation_error_message="There are figures of this year from this source already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1990, 2100))),
                        name="annual_figures_year_in_range",
                        violation_error_message="Write the year with four digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["high", "medium", "low"]),
                            ("source__in", ["report", "statement", "interview", "estimate"]),
                        ),
                        name="annual_figures_have_a_source",
                        violation_error_message="No figure without its source.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("income_band", ""),
                            (
                                "income_band__in",
                                ["none", "under_1", "from_1", "from_3", "from_6", "from_10", "over_50"],
                            ),
                            _connector="OR",
                        ),
                        name="annual_figures_band_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("profit_reinvested__isnull", True),
                                ("profit_reinvested__range", (0, 100)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("decision_share__isnull", True),
                                ("decision_share__range", (0, 100)),
                                _connector="OR",
                            ),
                        ),
                        name="annual_figures_shares_in_range",
                        violation_error_message="A share lies between 0 and 100 per cent.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="vulnerable_within_all",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\nPERFORM 1 FROM entrepreneurs_annualfigures WHERE id IN (NEW.id) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (\n    SELECT FROM entrepreneurs_annualfigures WHERE id IN (NEW.id) AND vulnerable_engaged >\n        (SELECT sum(people) FROM entrepreneurs_engagement WHERE figures_id = entrepreneurs_annualfigures.id)\n) THEN\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'annual_figures_vulnerable_within_all',\n        MESSAGE = 'more people from vulnerable groups than people engaged';\nEND IF;\nRETURN NULL;\n",
                            hash="aad3deca79d86b3691bcd8fb94926593116b06a0",
                            operation='INSERT OR UPDATE OF "vulnerable_engaged"',
                            pgid="pgtrigger_vulnerable_within_all_e3c7c",
                            table="entrepreneurs_annualfigures",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_annualfiguresevent" ("confidence", "decision_share", "enterprise_id", "id", "income_band", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profit_reinvested", "recorded_at", "recorded_by_id", "source", "source_note", "vulnerable_engaged", "year") VALUES (NEW."confidence", NEW."decision_share", NEW."enterprise_id", NEW."id", NEW."income_band", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profit_reinvested", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_note", NEW."vulnerable_engaged", NEW."year"); RETURN NULL;',
                            hash="621660b75db473a75a30573229c6fc4a5ed6d982",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2ed8a",
                            table="entrepreneurs_annualfigures",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_annualfiguresevent" ("confidence", "decision_share", "enterprise_id", "id", "income_band", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profit_reinvested", "recorded_at", "recorded_by_id", "source", "source_note", "vulnerable_engaged", "year") VALUES (NEW."confidence", NEW."decision_share", NEW."enterprise_id", NEW."id", NEW."income_band", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profit_reinvested", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_note", NEW."vulnerable_engaged", NEW."year"); RETURN NULL;',
                            hash="322590540c2dd9f659531d4949defcb8babc9da4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5106c",
                            table="entrepreneurs_annualfigures",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_annualfiguresevent" ("confidence", "decision_share", "enterprise_id", "id", "income_band", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profit_reinvested", "recorded_at", "recorded_by_id", "source", "source_note", "vulnerable_engaged", "year") VALUES (OLD."confidence", OLD."decision_share", OLD."enterprise_id", OLD."id", OLD."income_band", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."profit_reinvested", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."source_note", OLD."vulnerable_engaged", OLD."year"); RETURN NULL;',
                            hash="5ccb05d6282b989f99b8793091c8a61d2215df32",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6f6d6",
                            table="entrepreneurs_annualfigures",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("about", "About the enterprise"),
                            ("contact", "Contact and languages"),
                            ("hours", "Opening times"),
                            ("place", "Place"),
                            ("products", "Products and services"),
                            ("pictures", "Pictures"),
                        ],
                        max_length=10,
                        verbose_name="part of the profile",
                    ),
                ),
                ("changes", models.JSONField(default=dict, verbose_name="changes")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a look by the Center"),
                            ("returned", "Returned with a message"),
                            ("approved", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("outdated", "Outdated"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="proposed"
                    ),
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
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "message",
                    models.TextField(blank=True, max_length=600, verbose_name="message to the editor"),
                ),
            ],
            options={
                "verbose_name": "proposed change",
                "verbose_name_plural": "proposed changes",
                "ordering": ["-proposed_at"],
                "indexes": [models.Index(fields=["state", "proposed_at"], name="proposal_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section__in", ["about", "contact", "hours", "place", "products", "pictures"])
                        ),
                        name="proposal_section_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "returned", "approved", "withdrawn", "outdated"])
                        ),
                        name="proposal_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("changes", {}), _negated=True), name="proposal_changes_something"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "returned"])),
                        fields=("enterprise", "section", "proposed_by"),
                        name="proposal_one_open_of_an_editor",
                        violation_error_message="A change of this part waits already; change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                        name="proposal_proposed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "returned"]),
                            ),
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state__in", ["waiting"]),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                ("state__in", ["withdrawn", "outdated"]),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("message", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_returned_has_message",
                        violation_error_message="Write what the editor should change.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:returned,waiting:approved,waiting:withdrawn,waiting:outdated,returned:waiting,returned:withdrawn,returned:outdated}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="40b1f9787d6c0522ed232fb59fcab94199ec69dc",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_3646e",
                            table="entrepreneurs_changeproposal",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_changeproposalstatechangesmessageevent" ("changes", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."changes", NEW."message", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="6b4da8c4348c4757f533aac3a948ba184438cd44",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48be2",
                            table="entrepreneurs_changeproposal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."message" IS DISTINCT FROM (NEW."message") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "entrepreneurs_changeproposalstatechangesmessageevent" ("changes", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."changes", NEW."message", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="1f278a8877171128c66aa33bce10fc79034657db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b5236",
                            table="entrepreneurs_changeproposal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_changeproposalstatechangesmessageevent" ("changes", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."changes", OLD."message", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="1bf703c1226565c9321d68f9a29c6138072505b9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_78633",
                            table="entrepreneurs_changeproposal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_letters",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask", "Asked whether the profile is still right"),
                            ("remind", "Reminded before it is marked"),
                            ("warn", "Warned before it is hidden"),
                        ],
                        max_length=10,
                        verbose_name="letter",
                    ),
                ),
                ("period", models.DateField(verbose_name="checked before on")),
                (
                    "letters",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many people got it; with 0 somebody has to call.",
                        verbose_name="letters",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sent"
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of the yearly check",
                "verbose_name_plural": "letters of the yearly check",
                "ordering": ["-sent_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise", "kind", "period"), name="check_letter_once_in_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ask", "remind", "warn"])),
                        name="check_letter_kind_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_checkletterevent" ("enterprise_id", "id", "kind", "letters", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (NEW."enterprise_id", NEW."id", NEW."kind", NEW."letters", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sent_at"); RETURN NULL;',
                            hash="5718a1029b1b809f609ed4fe3b9633e8c1fcb3ff",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee8d9",
                            table="entrepreneurs_checkletter",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_checkletterevent" ("enterprise_id", "id", "kind", "letters", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (NEW."enterprise_id", NEW."id", NEW."kind", NEW."letters", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sent_at"); RETURN NULL;',
                            hash="089e90fb926996d98bf060a1267eeec78c6ce7ff",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_32322",
                            table="entrepreneurs_checkletter",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_checkletterevent" ("enterprise_id", "id", "kind", "letters", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (OLD."enterprise_id", OLD."id", OLD."kind", OLD."letters", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sent_at"); RETURN NULL;',
                            hash="b56333f1e179d8c1a034978dfa1612af734c0bcf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b6de5",
                            table="entrepreneurs_checkletter",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferentRecordsEvent",
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
                        to="entrepreneurs.differentrecords",
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
                ("model", models.CharField(max_length=60, verbose_name="kind of record")),
                ("lower_id", models.BigIntegerField(verbose_name="older record")),
                ("higher_id", models.BigIntegerField(verbose_name="newer record")),
                (
                    "told_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="told apart"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="told apart by",
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
                            hash="b1693f155770218520ede1ed685bc1622b7dbf69",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_22e0f",
                            table="entrepreneurs_differentrecordsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectoryRulesEvent",
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
                        to="entrepreneurs.directoryrules",
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
                    "ask_after_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="ask whether a profile is still right after, months",
                    ),
                ),
                (
                    "mark_after_months",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="mark it as not confirmed after, months"
                    ),
                ),
                (
                    "hide_after_months",
                    models.PositiveSmallIntegerField(default=18, verbose_name="hide it after, months"),
                ),
                (
                    "report_reminder_days",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="remind of the two-year report, days before",
                    ),
                ),
                (
                    "hours_at_once",
                    models.BooleanField(
                        default=True,
                        help_text="Without a look by staff when an editor changes them.",
                        verbose_name="opening times take effect at once",
                    ),
                ),
                (
                    "contact_at_once",
                    models.BooleanField(
                        default=True, verbose_name="phones, emails and links take effect at once"
                    ),
                ),
                (
                    "products_at_once",
                    models.BooleanField(default=False, verbose_name="products take effect at once"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="717384efa7a81c33b568ffc176aa62794fce819e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b7c3d",
                            table="entrepreneurs_directoryrulesevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                ("name", center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name")),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        context="entrepreneurs.EnterpriseMessage.text", verbose_name="message"
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
                        verbose_name="language",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To pass on by phone"),
                            ("relayed", "Sent to the enterprise by email"),
                            ("passed_on", "Passed on"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "mail",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="center.storedmail",
                        verbose_name="email message",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                (
                    "passed_on_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="passed on by",
                    ),
                ),
                (
                    "passed_on_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="passed on"),
                ),
            ],
            options={
                "verbose_name": "message to an enterprise",
                "verbose_name_plural": "messages to enterprises",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__iregex", "://|www\\.|@"), _negated=True),
                        name="enterprise_message_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="enterprise_message_can_be_answered",
                        violation_error_message="Give a phone number or an email address, so that they can answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mail__isnull", False), ("state", "relayed")),
                            models.Q(("state__in", ["waiting", "passed_on"]), ("mail__isnull", True)),
                            _connector="OR",
                        ),
                        name="enterprise_message_relayed_has_its_mail",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("passed_on_at__isnull", False),
                                ("passed_on_by__isnull", False),
                                ("state", "passed_on"),
                            ),
                            models.Q(
                                models.Q(("state", "passed_on"), _negated=True),
                                ("passed_on_at__isnull", True),
                                ("passed_on_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="enterprise_message_passed_on_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_enterprisemessagestatepassedonbypassedonatevent" ("passed_on_at", "passed_on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."passed_on_at", NEW."passed_on_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="93406da9e96d7ebae3a4e6fc8399d3968fca59a8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c8b33",
                            table="entrepreneurs_enterprisemessage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."passed_on_at" IS DISTINCT FROM (NEW."passed_on_at") OR OLD."passed_on_by_id" IS DISTINCT FROM (NEW."passed_on_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "entrepreneurs_enterprisemessagestatepassedonbypassedonatevent" ("passed_on_at", "passed_on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."passed_on_at", NEW."passed_on_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="a710921f445a7604fe1d070d0876e33dc7bc0549",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bdf59",
                            table="entrepreneurs_enterprisemessage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_enterprisemessagestatepassedonbypassedonatevent" ("passed_on_at", "passed_on_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."passed_on_at", OLD."passed_on_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="9b960859375daab9dad7c4afeb85cab06a533a40",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_63c10",
                            table="entrepreneurs_enterprisemessage",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrepreneur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name")),
                (
                    "stage",
                    models.CharField(
                        choices=[("aspiring", "Wants to start"), ("existing", "Runs an enterprise")],
                        default="aspiring",
                        max_length=10,
                        verbose_name="stands where",
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        default="sr",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="entrepreneurs.settlement",
                        verbose_name="settlement",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
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
                (
                    "archived_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name", "pk"],
                "permissions": [
                    ("give_out_data", "Can give people a copy of their data"),
                    ("erase_person", "Can erase people"),
                ],
                "indexes": [
                    models.Index(fields=["phone"], name="entrepreneur_by_phone"),
                    models.Index(fields=["email"], name="entrepreneur_by_email"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            center.base.folded_search.SrFold("name"), "gin_trgm_ops"
                        ),
                        name="entrepreneur_by_folded_name",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__iregex", "://|www\\.|@"), _negated=True),
                        name="entrepreneur_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phone", ""), ("phone__regex", "^\\+[1-9][0-9]{6,14}$"), _connector="OR"
                        ),
                        name="entrepreneur_phone_form",
                        violation_error_message="Write a phone number such as 064 123 4567 or +381 64 123 4567.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sr", "sr-latn", "en"])),
                        name="entrepreneur_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["aspiring", "existing"])),
                        name="entrepreneur_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="entrepreneur_has_name",
                        violation_error_message="Write the person's name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="entrepreneur_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at__isnull", True),
                            models.Q(("email", ""), ("name", ""), ("phone", "")),
                            _connector="OR",
                        ),
                        name="entrepreneur_erased_is_empty",
                        violation_error_message="This person was erased and can be changed no more.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_entrepreneurevent" ("added_by_id", "archived_at", "created_at", "email", "erased_at", "id", "language", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "settlement_id", "stage") VALUES (NEW."added_by_id", NEW."archived_at", NEW."created_at", NEW."email", NEW."erased_at", NEW."id", NEW."language", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."settlement_id", NEW."stage"); RETURN NULL;',
                            hash="446367470c853658d48b0a9c14f792e890da3e3f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_feccd",
                            table="entrepreneurs_entrepreneur",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_entrepreneurevent" ("added_by_id", "archived_at", "created_at", "email", "erased_at", "id", "language", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "settlement_id", "stage") VALUES (NEW."added_by_id", NEW."archived_at", NEW."created_at", NEW."email", NEW."erased_at", NEW."id", NEW."language", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."settlement_id", NEW."stage"); RETURN NULL;',
                            hash="67806f0bafa6712ca5deb226f81747141e57bb19",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0a9a2",
                            table="entrepreneurs_entrepreneur",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_entrepreneurevent" ("added_by_id", "archived_at", "created_at", "email", "erased_at", "id", "language", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "settlement_id", "stage") VALUES (OLD."added_by_id", OLD."archived_at", OLD."created_at", OLD."email", OLD."erased_at", OLD."id", OLD."language", OLD."merged_into_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."settlement_id", OLD."stage"); RETURN NULL;',
                            hash="de7e88d7d2d990ee925e5052b76be6efbdbf6330",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_47e96",
                            table="entrepreneurs_entrepreneur",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="error_reports",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("closed", "They work no more, or have moved"),
                            ("contact", "Phone, web address or opening hours"),
                            ("products", "Products, services or prices"),
                            ("status", "Status or another fact about the enterprise"),
                            ("words", "A text or a picture"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "text",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="entrepreneurs.ErrorReport.text",
                        verbose_name="in the visitor's words",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "To look at"),
                            ("done", "Put right"),
                            ("dismissed", "Nothing to put right"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dealt with by",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dealt with"),
                ),
            ],
            options={
                "verbose_name": "report of an error",
                "verbose_name_plural": "reports of errors",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["closed", "contact", "products", "status", "words", "other"])
                        ),
                        name="error_report_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("handled_at__isnull", True), ("handled_by__isnull", True), ("state", "new")
                            ),
                            models.Q(
                                ("handled_at__isnull", False),
                                ("handled_by__isnull", False),
                                ("state__in", ["done", "dismissed"]),
                            ),
                            _connector="OR",
                        ),
                        name="error_report_handled_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_errorreportstatehandledbyhandledatevent" ("handled_at", "handled_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."handled_at", NEW."handled_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="0650c8d75cbfc04ddd2696294fb31ac5f26d32e3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a6bbd",
                            table="entrepreneurs_errorreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."handled_at" IS DISTINCT FROM (NEW."handled_at") OR OLD."handled_by_id" IS DISTINCT FROM (NEW."handled_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "entrepreneurs_errorreportstatehandledbyhandledatevent" ("handled_at", "handled_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."handled_at", NEW."handled_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="30256f9ef02b19cc669400d904bd82cfc393bf25",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_80d29",
                            table="entrepreneurs_errorreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_errorreportstatehandledbyhandledatevent" ("handled_at", "handled_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."handled_at", OLD."handled_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="935083faa1775aef94561eeb641ce990f04deb5b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76047",
                            table="entrepreneurs_errorreport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Existence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_facts",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
            ],
            options={
                "verbose_name": "existence",
                "verbose_name_plural": "existence",
                "ordering": ["valid"],
                "abstract": False,
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("enterprise", "="), ("valid", "&&")],
                        name="existence_one_at_a_time",
                        violation_error_message="These days overlap with another row of the same kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="existence_days_not_empty",
                        violation_error_message="The first day must be before the last.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_existenceevent" ("end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."end_reason", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="34076b5b69e9d0548196b718cc6420611f55f0f0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6965c",
                            table="entrepreneurs_existence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_existenceevent" ("end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."end_reason", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="439a62d86914ec9f9f631f0674ec6f241cfc60c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0778",
                            table="entrepreneurs_existence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_existenceevent" ("end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (OLD."end_reason", OLD."enterprise_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."valid"); RETURN NULL;',
                            hash="2a66f9658dba18919903b2788c913fc027954278",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dabbf",
                            table="entrepreneurs_existence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="earlier short name")),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_slugs",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier short name",
                "verbose_name_plural": "earlier short names",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_formerslugevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="796c3429fc0d3e62490fe92acb68e1601dbb8204",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_40217",
                            table="entrepreneurs_formerslug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_formerslugevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                            hash="b7cd0b109adeb309eba9b19443d3bf996dea9aa7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_111c7",
                            table="entrepreneurs_formerslug",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_formerslugevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."enterprise_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                            hash="35887faea1e4bb76726741e5064e4ef9f1c9455a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e4634",
                            table="entrepreneurs_formerslug",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_facts",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("none", "Without the status"),
                            ("self_declared", "Self-declared"),
                            ("preparing", "Preparing for the status"),
                            ("registered", "Registered social enterprise"),
                            ("ended", "Status ended"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=40, verbose_name="number of the decision"),
                ),
                (
                    "ways",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("goods_and_services", "Goods and services for vulnerable groups"),
                                ("work_integration", "Work integration"),
                                ("devastated_areas", "Developing devastated areas"),
                                ("general_interest", "Solving other problems of general interest"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="basis (Art. 5)",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("social", "Social inclusion"),
                                ("cultural", "Cultural inclusion"),
                                ("economic", "Economic inclusion"),
                                ("work", "Work inclusion"),
                                ("other", "Other general interest"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="areas (Art. 7)",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why the status ended"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "status under the Law",
                "verbose_name_plural": "statuses under the Law",
                "ordering": ["valid"],
                "abstract": False,
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("enterprise", "="), ("valid", "&&")],
                        name="legalstatus_one_at_a_time",
                        violation_error_message="These days overlap with another row of the same kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="legalstatus_days_not_empty",
                        violation_error_message="The first day must be before the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["none", "self_declared", "preparing", "registered", "ended"])
                        ),
                        name="legalstatus_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "registered"), _negated=True),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("checked_on__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(("decision_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="legalstatus_registered_has_its_decision",
                        violation_error_message="A registered status needs the date and number of the decision, and who checked it when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ended"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="legalstatus_ended_has_reason",
                        violation_error_message="Write why the status ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("areas__contained_by", ["social", "cultural", "economic", "work", "other"]),
                            (
                                "ways__contained_by",
                                [
                                    "goods_and_services",
                                    "work_integration",
                                    "devastated_areas",
                                    "general_interest",
                                ],
                            ),
                        ),
                        name="legalstatus_ways_and_areas_are_known",
                        violation_error_message="Choose from the lists.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_legalstatusevent" ("areas", "checked_by_id", "checked_on", "decided_on", "decision_number", "end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "status", "valid", "ways") VALUES (NEW."areas", NEW."checked_by_id", NEW."checked_on", NEW."decided_on", NEW."decision_number", NEW."end_reason", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."status", NEW."valid", NEW."ways"); RETURN NULL;',
                            hash="7c6dd25d2757776a0cf57bf1b1f06d8daefb5221",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3d038",
                            table="entrepreneurs_legalstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_legalstatusevent" ("areas", "checked_by_id", "checked_on", "decided_on", "decision_number", "end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "status", "valid", "ways") VALUES (NEW."areas", NEW."checked_by_id", NEW."checked_on", NEW."decided_on", NEW."decision_number", NEW."end_reason", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."status", NEW."valid", NEW."ways"); RETURN NULL;',
                            hash="b77b378dd1825c15e85d533c2ad270e846e39e76",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6acc5",
                            table="entrepreneurs_legalstatus",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_legalstatusevent" ("areas", "checked_by_id", "checked_on", "decided_on", "decision_number", "end_reason", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "status", "valid", "ways") VALUES (OLD."areas", OLD."checked_by_id", OLD."checked_on", OLD."decided_on", OLD."decision_number", OLD."end_reason", OLD."enterprise_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."status", OLD."valid", OLD."ways"); RETURN NULL;',
                            hash="3720d2734a76a3730e245a9014fca1960315730a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7ebad",
                            table="entrepreneurs_legalstatus",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_times",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
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
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
            ],
            options={
                "verbose_name": "opening time",
                "verbose_name_plural": "opening times",
                "ordering": ["weekday", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="opening_time_closes_after_opening",
                        violation_error_message="The closing time must be after the opening time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))), name="opening_time_day_is_known"
                    ),
                    models.UniqueConstraint(
                        fields=("enterprise", "weekday", "opens"),
                        name="opening_time_unique",
                        violation_error_message="This is already in the list.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_openingtimeevent" ("closes", "enterprise_id", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (NEW."closes", NEW."enterprise_id", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."weekday"); RETURN NULL;',
                            hash="cd8fca6b4fadfa59e746603deb8e1e878a10be76",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_809ad",
                            table="entrepreneurs_openingtime",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_openingtimeevent" ("closes", "enterprise_id", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (NEW."closes", NEW."enterprise_id", NEW."id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."weekday"); RETURN NULL;',
                            hash="4d63132cd6f98054f1309a0e894a7ddad7a9908f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ae5a0",
                            table="entrepreneurs_openingtime",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_openingtimeevent" ("closes", "enterprise_id", "id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (OLD."closes", OLD."enterprise_id", OLD."id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."weekday"); RETURN NULL;',
                            hash="e33b667919a8c09db5bb164a04bafddaa393a1e5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3c228",
                            table="entrepreneurs_openingtime",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
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
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("logo", "Logo"), ("photo", "Photo"), ("product", "Picture of a product")],
                        default="photo",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "alt_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="For people who cannot see it: jars of honey on a wooden table.",
                        max_length=160,
                        verbose_name="what the picture shows (Serbian)",
                    ),
                ),
                (
                    "alt_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=160,
                        verbose_name="what the picture shows (English)",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the left, %",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the top, %",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("processing", "Being prepared"),
                            ("ready", "Ready"),
                            ("failed", "Could not be read"),
                        ],
                        default="processing",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("stem", models.CharField(editable=False, max_length=40, unique=True)),
                ("original", models.CharField(blank=True, editable=False, max_length=120)),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
                ("is_approved", models.BooleanField(default=False, verbose_name="may be shown")),
                (
                    "submitted_by",
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
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["logo", "photo", "product"])),
                        name="picture_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["processing", "ready", "failed"])),
                        name="picture_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                        name="picture_focus_is_inside",
                        violation_error_message="The focus lies between 0 and 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alt_sr", ""), _negated=True),
                        name="picture_has_alternative_text",
                        violation_error_message="Write what the picture shows.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(
                                ("height__gt", 0), ("original", ""), ("width__gt", 0), ("widths__len__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="picture_ready_has_its_copies",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_pictureevent" ("alt_en", "alt_sr", "created_at", "enterprise_id", "focus_x", "focus_y", "height", "id", "is_approved", "kind", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "stem", "submitted_by_id", "typed_latin", "width", "widths") VALUES (NEW."alt_en", NEW."alt_sr", NEW."created_at", NEW."enterprise_id", NEW."focus_x", NEW."focus_y", NEW."height", NEW."id", NEW."is_approved", NEW."kind", NEW."original", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."state", NEW."stem", NEW."submitted_by_id", NEW."typed_latin", NEW."width", NEW."widths"); RETURN NULL;',
                            hash="fc889c4f9500ed3dbbf3f107e3e259ac949ccfc4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_98d3c",
                            table="entrepreneurs_picture",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_pictureevent" ("alt_en", "alt_sr", "created_at", "enterprise_id", "focus_x", "focus_y", "height", "id", "is_approved", "kind", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "stem", "submitted_by_id", "typed_latin", "width", "widths") VALUES (NEW."alt_en", NEW."alt_sr", NEW."created_at", NEW."enterprise_id", NEW."focus_x", NEW."focus_y", NEW."height", NEW."id", NEW."is_approved", NEW."kind", NEW."original", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."state", NEW."stem", NEW."submitted_by_id", NEW."typed_latin", NEW."width", NEW."widths"); RETURN NULL;',
                            hash="aa36bd729cccb6c1defbce9cd088b35871c2aa9b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a2d43",
                            table="entrepreneurs_picture",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_pictureevent" ("alt_en", "alt_sr", "created_at", "enterprise_id", "focus_x", "focus_y", "height", "id", "is_approved", "kind", "original", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "stem", "submitted_by_id", "typed_latin", "width", "widths") VALUES (OLD."alt_en", OLD."alt_sr", OLD."created_at", OLD."enterprise_id", OLD."focus_x", OLD."focus_y", OLD."height", OLD."id", OLD."is_approved", OLD."kind", OLD."original", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."state", OLD."stem", OLD."submitted_by_id", OLD."typed_latin", OLD."width", OLD."widths"); RETURN NULL;',
                            hash="f22ac8de8c098198256df40befc32de76f9b12bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_52b79",
                            table="entrepreneurs_picture",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductCategoryEvent",
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
                        to="entrepreneurs.productcategory",
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
                    "slug",
                    models.SlugField(db_index=False, max_length=40, verbose_name="short name in addresses"),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="name (Serbian)"),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="name (English)"
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
                            hash="ac113598cbd8ccb9f5a670815c1cdf068f0d7d5a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5e92a",
                            table="entrepreneurs_productcategoryevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_facts",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.activitycode",
                        verbose_name="activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "main activity",
                "verbose_name_plural": "main activities",
                "ordering": ["valid"],
                "abstract": False,
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("enterprise", "="), ("valid", "&&")],
                        name="registeredactivity_one_at_a_time",
                        violation_error_message="These days overlap with another row of the same kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="registeredactivity_days_not_empty",
                        violation_error_message="The first day must be before the last.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_registeredactivityevent" ("code_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."code_id", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="57ccbc7d6e851270d63512f9232fccaed6ee747e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23cb6",
                            table="entrepreneurs_registeredactivity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_registeredactivityevent" ("code_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."code_id", NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="c39781d6fb102dc5faf555ad6d10ea26babca807",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62a71",
                            table="entrepreneurs_registeredactivity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_registeredactivityevent" ("code_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (OLD."code_id", OLD."enterprise_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."valid"); RETURN NULL;',
                            hash="2d33615f3e27e8d7604dfadc6b2712cc519da789",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6e437",
                            table="entrepreneurs_registeredactivity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_facts",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur (sole trader)"),
                            ("limited", "Limited liability company (d.o.o.)"),
                            ("joint_stock", "Joint-stock company (a.d.)"),
                            ("partnership", "Partnership"),
                            ("cooperative", "Cooperative"),
                            ("association", "Association"),
                            ("foundation", "Foundation"),
                            ("sports", "Sports association"),
                            ("informal", "Not registered yet"),
                            ("other", "Other form"),
                        ],
                        max_length=20,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "is_flat_rate",
                    models.BooleanField(
                        blank=True,
                        help_text="Of entrepreneurs only.",
                        null=True,
                        verbose_name="flat-rate taxed",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal form",
                "verbose_name_plural": "legal forms",
                "ordering": ["valid"],
                "abstract": False,
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("enterprise", "="), ("valid", "&&")],
                        name="registeredform_one_at_a_time",
                        violation_error_message="These days overlap with another row of the same kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="registeredform_days_not_empty",
                        violation_error_message="The first day must be before the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "entrepreneur",
                                    "limited",
                                    "joint_stock",
                                    "partnership",
                                    "cooperative",
                                    "association",
                                    "foundation",
                                    "sports",
                                    "informal",
                                    "other",
                                ],
                            )
                        ),
                        name="registeredform_form_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_flat_rate__isnull", True), ("form", "entrepreneur"), _connector="OR"
                        ),
                        name="registeredform_flat_rate_of_entrepreneurs",
                        violation_error_message="Only an entrepreneur is flat-rate taxed or not.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_registeredformevent" ("enterprise_id", "form", "id", "is_flat_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."enterprise_id", NEW."form", NEW."id", NEW."is_flat_rate", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="d7ec36b589299cf981b941660b3a57fe19d7e707",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9542a",
                            table="entrepreneurs_registeredform",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_registeredformevent" ("enterprise_id", "form", "id", "is_flat_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (NEW."enterprise_id", NEW."form", NEW."id", NEW."is_flat_rate", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."valid"); RETURN NULL;',
                            hash="8731bb97660dd64a9d132d983ee08ef6efc082f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b752f",
                            table="entrepreneurs_registeredform",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_registeredformevent" ("enterprise_id", "form", "id", "is_flat_rate", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "valid") VALUES (OLD."enterprise_id", OLD."form", OLD."id", OLD."is_flat_rate", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."valid"); RETURN NULL;',
                            hash="89dd34a02df478ef0e0997d46fca8be9c9b517d8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb149",
                            table="entrepreneurs_registeredform",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_duties",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="for the years from")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="to")),
                (
                    "due_on",
                    models.DateField(
                        help_text="With the annual statement; please check the day with the register.",
                        verbose_name="due on",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="submitted on")),
                (
                    "enterprise_reminded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="enterprise reminded"
                    ),
                ),
            ],
            options={
                "verbose_name": "two-year report",
                "verbose_name_plural": "two-year reports",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise", "last_year"),
                        name="report_duty_once",
                        violation_error_message="The report of these years is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__range", (1990, 2100)), ("last_year__gte", models.F("first_year"))
                        ),
                        name="report_duty_years_in_order",
                        violation_error_message="The last year must not be before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_reportdutyevent" ("due_on", "enterprise_id", "enterprise_reminded_at", "first_year", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on") VALUES (NEW."due_on", NEW."enterprise_id", NEW."enterprise_reminded_at", NEW."first_year", NEW."id", NEW."last_year", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."submitted_on"); RETURN NULL;',
                            hash="123636f313da483dd0cf953f362fc8249f7d05f2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fc9bc",
                            table="entrepreneurs_reportduty",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_reportdutyevent" ("due_on", "enterprise_id", "enterprise_reminded_at", "first_year", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on") VALUES (NEW."due_on", NEW."enterprise_id", NEW."enterprise_reminded_at", NEW."first_year", NEW."id", NEW."last_year", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."submitted_on"); RETURN NULL;',
                            hash="33743c54a90523cb26252ef1af9d6384d7f2b4cd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9644",
                            table="entrepreneurs_reportduty",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_reportdutyevent" ("due_on", "enterprise_id", "enterprise_reminded_at", "first_year", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on") VALUES (OLD."due_on", OLD."enterprise_id", OLD."enterprise_reminded_at", OLD."first_year", OLD."id", OLD."last_year", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."submitted_on"); RETURN NULL;',
                            hash="7a167689205c8fba825838c36168873e4031930b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ea2c0",
                            table="entrepreneurs_reportduty",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_facts",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="entrepreneurs.settlement",
                        verbose_name="settlement",
                    ),
                ),
                (
                    "street_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=120, verbose_name="street and number"
                    ),
                ),
                (
                    "street_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="street and number (English)"
                    ),
                ),
                (
                    "street_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The settlement is always shown.",
                        verbose_name="show the street",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "ordering": ["valid"],
                "abstract": False,
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("enterprise", "="), ("valid", "&&")],
                        name="seat_one_at_a_time",
                        violation_error_message="These days overlap with another row of the same kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False)),
                        name="seat_days_not_empty",
                        violation_error_message="The first day must be before the last.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_seatevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "settlement_id", "source", "street_en", "street_is_public", "street_sr", "typed_latin", "valid") VALUES (NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."settlement_id", NEW."source", NEW."street_en", NEW."street_is_public", NEW."street_sr", NEW."typed_latin", NEW."valid"); RETURN NULL;',
                            hash="ee8770b7e21dd445fd0b4d32c3db13d6a2517fa1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3a332",
                            table="entrepreneurs_seat",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_seatevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "settlement_id", "source", "street_en", "street_is_public", "street_sr", "typed_latin", "valid") VALUES (NEW."enterprise_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."settlement_id", NEW."source", NEW."street_en", NEW."street_is_public", NEW."street_sr", NEW."typed_latin", NEW."valid"); RETURN NULL;',
                            hash="0393157bbe55bcea63afb1c3e857f06b9cf7adf2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d14aa",
                            table="entrepreneurs_seat",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_seatevent" ("enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "settlement_id", "source", "street_en", "street_is_public", "street_sr", "typed_latin", "valid") VALUES (OLD."enterprise_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."settlement_id", OLD."source", OLD."street_en", OLD."street_is_public", OLD."street_sr", OLD."typed_latin", OLD."valid"); RETURN NULL;',
                            hash="227c001c22f39d1542ba47105f52d3b9c746b6ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3e966",
                            table="entrepreneurs_seat",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementEvent",
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
                        to="entrepreneurs.settlement",
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
                ("name_sr", center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="name (English)"
                    ),
                ),
                (
                    "municipality_sr",
                    center.base.serbian_fields.SerbianCharField(
                        default="Крушевац", max_length=80, verbose_name="municipality"
                    ),
                ),
                (
                    "municipality_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="municipality (English)"
                    ),
                ),
                (
                    "cadastral_unit",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "A cadastral unit has six digits."
                            )
                        ],
                        verbose_name="number of the cadastral unit",
                    ),
                ),
                (
                    "is_checked",
                    models.BooleanField(
                        default=False,
                        help_text="Name and municipality were compared with a register.",
                        verbose_name="checked",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of the middle of the place, for the map; empty if nobody measured it.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="longitude",
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
                            hash="4e35078d5bbb26e94b1761de23ab391475c52160",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_62882",
                            table="entrepreneurs_settlementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VulnerableGroupEvent",
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
                        to="entrepreneurs.vulnerablegroup",
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
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="short name")),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=160, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=160, verbose_name="name (English)"
                    ),
                ),
                (
                    "source_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="The law, or the decision of the office.",
                        max_length=250,
                        verbose_name="source (Serbian)",
                    ),
                ),
                (
                    "source_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="source (English)"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="in use from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="in use until")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f5ac63bfac3ca0ff1a2a0ac5227c4b495c8f821e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_46e6c",
                            table="entrepreneurs_vulnerablegroupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="web_links",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("web", "Website"),
                            ("shop", "Web shop"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        max_length=300,
                        validators=[center.base.web_addresses.validate_web_address],
                        verbose_name="address",
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enterprise", "url"),
                        name="web_link_unique",
                        violation_error_message="This is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["web", "shop", "facebook", "instagram", "linkedin", "youtube", "tiktok"],
                            )
                        ),
                        name="web_link_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"
                        ),
                        name="web_link_is_web",
                        violation_error_message="The address must begin with https://.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("url__regex", "^[^/]*//[^/?#]*@"), _negated=True),
                        name="web_link_without_login",
                        violation_error_message="The address must not have a name and @ before the site.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_weblinkevent" ("enterprise_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."enterprise_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."url"); RETURN NULL;',
                            hash="be5caa433fb60bcda09035706c9b180ceb32c8d8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48fc7",
                            table="entrepreneurs_weblink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_weblinkevent" ("enterprise_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."enterprise_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."url"); RETURN NULL;',
                            hash="a94a933a9099c7e2ea0897a5fbd41280946557fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed632",
                            table="entrepreneurs_weblink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_weblinkevent" ("enterprise_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (OLD."enterprise_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."url"); RETURN NULL;',
                            hash="9dd3ef1d71afe829bcaaa86392dfe1236b6ba0b1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a72e",
                            table="entrepreneurs_weblink",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnualFiguresEvent",
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
                        to="entrepreneurs.annualfigures",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("report", "Two-year report under the Law"),
                            ("statement", "Annual financial statement"),
                            ("interview", "Interview with the enterprise"),
                            ("estimate", "Estimate by the enterprise"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_note",
                    models.CharField(
                        blank=True,
                        help_text="Who said it, or which document.",
                        max_length=200,
                        verbose_name="about the source",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("high", "Seen in a document"),
                            ("medium", "Said with certainty"),
                            ("low", "Rough"),
                        ],
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                (
                    "income_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No income"),
                            ("under_1", "under 1 million dinars"),
                            ("from_1", "1 to 3 million dinars"),
                            ("from_3", "3 to 6 million dinars"),
                            ("from_6", "6 to 10 million dinars"),
                            ("from_10", "10 to 50 million dinars"),
                            ("over_50", "over 50 million dinars"),
                        ],
                        max_length=10,
                        verbose_name="income of the year",
                    ),
                ),
                (
                    "vulnerable_engaged",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="A number only, no names.",
                        null=True,
                        verbose_name="of the people engaged, from vulnerable groups",
                    ),
                ),
                (
                    "profit_reinvested",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="profit reinvested or given on, %",
                    ),
                ),
                (
                    "decision_share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of decisions of the group, %",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
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
                            hash="2e35f77256f3cc40d89373b4c3b629ec090f70fb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c2335",
                            table="entrepreneurs_annualfiguresevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeProposalStateChangesMessageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_changes_message_events",
                        to="entrepreneurs.changeproposal",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a look by the Center"),
                            ("returned", "Returned with a message"),
                            ("approved", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("outdated", "Outdated"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("changes", models.JSONField(default=dict, verbose_name="changes")),
                (
                    "message",
                    models.TextField(blank=True, max_length=600, verbose_name="message to the editor"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3e835ff983a4b2bf94a237d37137a53b00cc0ee3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_34774",
                            table="entrepreneurs_changeproposalstatechangesmessageevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckLetterEvent",
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
                        to="entrepreneurs.checkletter",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask", "Asked whether the profile is still right"),
                            ("remind", "Reminded before it is marked"),
                            ("warn", "Warned before it is hidden"),
                        ],
                        max_length=10,
                        verbose_name="letter",
                    ),
                ),
                ("period", models.DateField(verbose_name="checked before on")),
                (
                    "letters",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many people got it; with 0 somebody has to call.",
                        verbose_name="letters",
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="sent"
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
                            hash="2148ac441ce98ccf61ac027d237a4453bca30d7e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7db0f",
                            table="entrepreneurs_checkletterevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRequest",
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
                            ("add", "A new enterprise"),
                            ("claim", "Editing an enterprise of the directory"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="what is asked for",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unverified", "Email not confirmed"),
                            ("waiting", "Waiting"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("expired", "Expired"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="unverified",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "name",
                    center.base.person_names.PersonNameColumn(
                        blank=True, max_length=120, verbose_name="name"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("founder", "Founder"),
                            ("representative", "Legal representative"),
                            ("contact", "Contact person"),
                            ("employee", "Employee"),
                            ("volunteer", "Volunteer"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="role",
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
                        verbose_name="language",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="what was written about the enterprise"
                    ),
                ),
                (
                    "message",
                    models.TextField(blank=True, max_length=1000, verbose_name="message to the office"),
                ),
                (
                    "publication_text",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consenttext",
                        verbose_name="agreed to publication",
                    ),
                ),
                (
                    "statistics_text",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consenttext",
                        verbose_name="agreed to statistics",
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                ("code_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("code_expires_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("codes_sent", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="received"
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="email confirmed"
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
                    "reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason"),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
            ],
            options={
                "verbose_name": "request of an enterprise",
                "verbose_name_plural": "requests of enterprises",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["state", "created_at"], name="claim_by_state"),
                    models.Index(fields=["email", "state"], name="claim_by_email"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__iregex", "://|www\\.|@"), _negated=True),
                        name="claim_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["add", "claim"])), name="claim_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["unverified", "waiting", "approved", "refused", "expired", "withdrawn"],
                            )
                        ),
                        name="claim_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                ["founder", "representative", "contact", "employee", "volunteer", "other"],
                            )
                        ),
                        name="claim_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sr", "sr-latn", "en"])),
                        name="claim_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("phone", ""), ("phone__regex", "^\\+[1-9][0-9]{6,14}$"), _connector="OR"
                        ),
                        name="claim_phone_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("name", ""), _negated=True), models.Q(("email", ""), _negated=True)
                            ),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="claim_says_who_until_erased",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "add"), ("enterprise__isnull", False), _connector="OR"),
                        name="claim_names_its_enterprise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["unverified", "expired"]), ("verified_at__isnull", True)),
                            models.Q(
                                models.Q(("state__in", ["unverified", "expired"]), _negated=True),
                                ("code_hash", ""),
                                ("verified_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_verified_has_time_and_no_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "refused", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["approved", "refused", "withdrawn"]), _negated=True),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_decided_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("enterprise__isnull", False), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_approved_has_its_records",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_refused_has_reason",
                        violation_error_message="Write why, in a sentence for the person.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{unverified:waiting,unverified:expired,waiting:approved,waiting:refused,waiting:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="c8cb34ef8b187aebc72881398c422401576ca308",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_02d38",
                            table="entrepreneurs_claimrequest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_claimrequeststateenterprisepersonevent" ("enterprise_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."enterprise_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="57db65cbe591759dee5d1bada4a5074d50b70715",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_99361",
                            table="entrepreneurs_claimrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."enterprise_id" IS DISTINCT FROM (NEW."enterprise_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "entrepreneurs_claimrequeststateenterprisepersonevent" ("enterprise_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."enterprise_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="ed7ed2ddaac49a9f775955bdfc63e8c7dad0187b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_06362",
                            table="entrepreneurs_claimrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_claimrequeststateenterprisepersonevent" ("enterprise_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."enterprise_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="edb0be9a293792520cc4e8a0b8f107a5caf8349b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8c871",
                            table="entrepreneurs_claimrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="entrepreneurs.enterprise",
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consenttext",
                        verbose_name="text agreed to",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("booking", "Booking a consultation"),
                            ("case_file", "Keeping a case file"),
                            ("statistics", "Statistics"),
                            ("publication", "Publication in the directory"),
                            ("sms", "Messages by SMS"),
                            ("vulnerability", "Keeping what makes life harder"),
                            ("helper", "Telling a helper when and where a visit is"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="for what",
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="given")),
                (
                    "given_how",
                    models.CharField(
                        choices=[
                            ("web", "On the portal"),
                            ("paper", "Signed on paper"),
                            ("email", "By email"),
                            ("phone", "By phone"),
                        ],
                        max_length=10,
                        verbose_name="how",
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn"),
                ),
                (
                    "withdrawal_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawal recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-given_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("person", "purpose", "enterprise"),
                        name="consent_in_force_once",
                        nulls_distinct=False,
                        violation_error_message="This person has agreed to this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "booking",
                                    "case_file",
                                    "statistics",
                                    "publication",
                                    "sms",
                                    "vulnerability",
                                    "helper",
                                ],
                            )
                        ),
                        name="consent_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_how__in", ["web", "paper", "email", "phone"])),
                        name="consent_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_after_given",
                        violation_error_message="A consent is withdrawn after it was given.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_consentevent" ("enterprise_id", "given_at", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_id", "withdrawal_recorded_by_id", "withdrawn_at") VALUES (NEW."enterprise_id", NEW."given_at", NEW."given_how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_by_id", NEW."text_id", NEW."withdrawal_recorded_by_id", NEW."withdrawn_at"); RETURN NULL;',
                            hash="80ba166448c6e35ce23269025f1df08378f513b2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6c3e2",
                            table="entrepreneurs_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_consentevent" ("enterprise_id", "given_at", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_id", "withdrawal_recorded_by_id", "withdrawn_at") VALUES (NEW."enterprise_id", NEW."given_at", NEW."given_how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_by_id", NEW."text_id", NEW."withdrawal_recorded_by_id", NEW."withdrawn_at"); RETURN NULL;',
                            hash="a4024f0bd925ef10a84354c688a8cea89368d366",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2f14",
                            table="entrepreneurs_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_consentevent" ("enterprise_id", "given_at", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_by_id", "text_id", "withdrawal_recorded_by_id", "withdrawn_at") VALUES (OLD."enterprise_id", OLD."given_at", OLD."given_how", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_by_id", OLD."text_id", OLD."withdrawal_recorded_by_id", OLD."withdrawn_at"); RETURN NULL;',
                            hash="38ae4a32d5ab44cb8fc7a19a41b99a4742a16443",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_288fd",
                            table="entrepreneurs_consent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_requests",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correct something"),
                            ("erasure", "Erase my data"),
                            ("copy", "Get a copy of my data"),
                            ("restriction", "Keep my data but do nothing with them"),
                            ("objection", "Object to a use of my data"),
                        ],
                        max_length=11,
                        verbose_name="what is asked for",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("web", "On the portal"),
                            ("office", "At the office"),
                            ("phone", "By phone"),
                            ("email", "By email"),
                            ("letter", "By letter"),
                        ],
                        max_length=6,
                        verbose_name="how it came",
                    ),
                ),
                (
                    "words",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="entrepreneurs.DataRequest.words",
                        verbose_name="in the person’s words",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                ("due_on", models.DateField(verbose_name="to be answered by")),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not answered yet"),
                            ("done", "Done"),
                            ("refused", "Refused, with the reason"),
                        ],
                        default="open",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="entrepreneurs.DataRequest.answer",
                        verbose_name="answer to the person",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
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
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request about data",
                "verbose_name_plural": "requests about data",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["due_on"],
                        name="data_request_open_by_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("person", "kind"),
                        name="data_request_open_once",
                        violation_error_message="The same was asked already and waits for an answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["correction", "erasure", "copy", "restriction", "objection"]),
                            ("way__in", ["web", "office", "phone", "email", "letter"]),
                            ("state__in", ["open", "done", "refused"]),
                        ),
                        name="data_request_kinds_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("received_on"))),
                        name="data_request_is_due_after_it_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="data_request_decided_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="answered_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:done,open:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="3b1864c785e9018a0676673463aedc3d99c3e926",
                            operation="UPDATE",
                            pgid="pgtrigger_answered_once_c02a3",
                            table="entrepreneurs_datarequest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_datarequestevent" ("decided_at", "decided_by_id", "due_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "state", "way") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_on", NEW."recorded_by_id", NEW."state", NEW."way"); RETURN NULL;',
                            hash="92f282f3175daaa6ccd81434ca17f808ebb40b09",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b06b",
                            table="entrepreneurs_datarequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                            func='INSERT INTO "entrepreneurs_datarequestevent" ("decided_at", "decided_by_id", "due_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "state", "way") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."due_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_on", NEW."recorded_by_id", NEW."state", NEW."way"); RETURN NULL;',
                            hash="0298fc86905f0cffae4b96345b7649edeb79d866",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8fbb5",
                            table="entrepreneurs_datarequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_datarequestevent" ("decided_at", "decided_by_id", "due_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_by_id", "state", "way") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."due_on", OLD."id", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_on", OLD."recorded_by_id", OLD."state", OLD."way"); RETURN NULL;',
                            hash="0f50e3b2c2343838cf8d5121dc699739dccaa21b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18c04",
                            table="entrepreneurs_datarequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DirectoryEntry",
            fields=[
                (
                    "enterprise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("name_sr", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("summary_sr", models.CharField(blank=True, max_length=200)),
                ("summary_en", models.CharField(blank=True, max_length=200)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("entrepreneur", "Entrepreneur (sole trader)"),
                            ("limited", "Limited liability company (d.o.o.)"),
                            ("joint_stock", "Joint-stock company (a.d.)"),
                            ("partnership", "Partnership"),
                            ("cooperative", "Cooperative"),
                            ("association", "Association"),
                            ("foundation", "Foundation"),
                            ("sports", "Sports association"),
                            ("informal", "Not registered yet"),
                            ("other", "Other form"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.activitycode",
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=1)),
                ("division", models.CharField(blank=True, max_length=2)),
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.settlement",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("none", "Without the status"),
                            ("self_declared", "Self-declared"),
                            ("preparing", "Preparing for the status"),
                            ("registered", "Registered social enterprise"),
                            ("ended", "Status ended"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("products", models.JSONField(blank=True, default=list)),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="entrepreneurs.picture",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("is_marked", models.BooleanField(default=False, verbose_name="not confirmed")),
                ("is_demo", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField()),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("sort_sr", models.CharField(db_collation="C", max_length=600)),
                ("sort_latn", models.CharField(db_collation="C", max_length=600)),
                ("sort_en", models.CharField(db_collation="C", max_length=600)),
                ("words_name", models.TextField(blank=True, default="")),
                ("words_products", models.TextField(blank=True, default="")),
                ("words_summary", models.TextField(blank=True, default="")),
                ("words_rest", models.TextField(blank=True, default="")),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector(
                                        "words_name", config="serbian", weight="A"
                                    ),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "words_products", config="serbian", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("serbian"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "words_summary", config="serbian", weight="C"
                                ),
                                django.contrib.postgres.search.SearchConfig("serbian"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "words_rest", config="serbian", weight="D"
                            ),
                            django.contrib.postgres.search.SearchConfig("serbian"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the directory",
                "verbose_name_plural": "entries of the directory",
                "ordering": ["sort_sr", "pk"],
                "indexes": [
                    models.Index(fields=["sort_sr", "enterprise"], name="entry_in_azbuka"),
                    models.Index(fields=["sort_latn", "enterprise"], name="entry_in_abeceda"),
                    models.Index(fields=["sort_en", "enterprise"], name="entry_in_english_order"),
                    models.Index(fields=["-confirmed_on", "-enterprise"], name="entry_by_check"),
                    models.Index(fields=["-published_at", "-enterprise"], name="entry_by_age"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search"], name="entry_by_words"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["facets"], name="entry_by_facets"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="entry_totals_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO entrepreneurs_directorytotal (facet, amount)\nSELECT counted.facet, sum(counted.sign)\nFROM (\n    SELECT unnest(rows.facets || 'all'::varchar) AS facet, rows.sign\n    FROM (SELECT facets, 1 AS sign FROM new_rows) AS rows\n) AS counted\nGROUP BY counted.facet\nHAVING sum(counted.sign) <> 0\nORDER BY counted.facet;\nRETURN NULL;\n",
                            hash="20af4a194aa651af6a2889b29321f55a41ad7c6d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_entry_totals_insert_bb1a4",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="entrepreneurs_directoryentry",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entry_totals_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO entrepreneurs_directorytotal (facet, amount)\nSELECT counted.facet, sum(counted.sign)\nFROM (\n    SELECT unnest(rows.facets || 'all'::varchar) AS facet, rows.sign\n    FROM (SELECT facets, -1 AS sign FROM old_rows) AS rows\n) AS counted\nGROUP BY counted.facet\nHAVING sum(counted.sign) <> 0\nORDER BY counted.facet;\nRETURN NULL;\n",
                            hash="4f19816bab3e5c1131d3b806c1ce8d5ed79733ee",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_entry_totals_delete_5f027",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="entrepreneurs_directoryentry",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entry_totals_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nINSERT INTO entrepreneurs_directorytotal (facet, amount)\nSELECT counted.facet, sum(counted.sign)\nFROM (\n    SELECT unnest(rows.facets || 'all'::varchar) AS facet, rows.sign\n    FROM (SELECT facets, 1 AS sign FROM new_rows UNION ALL SELECT facets, -1 FROM old_rows) AS rows\n) AS counted\nGROUP BY counted.facet\nHAVING sum(counted.sign) <> 0\nORDER BY counted.facet;\nRETURN NULL;\n",
                            hash="9e8cec9809268dd05945b1d4a87dce754ffda083",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_entry_totals_update_970f7",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="entrepreneurs_directoryentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "figures",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagements",
                        to="entrepreneurs.annualfigures",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("women", "Women"), ("men", "Men"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("employed", "Employed"),
                            ("other_contract", "Engaged by another contract"),
                            ("volunteer", "Volunteers"),
                        ],
                        max_length=20,
                        verbose_name="contract",
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="people")),
            ],
            options={
                "verbose_name": "people engaged",
                "verbose_name_plural": "people engaged",
                "ordering": ["contract", "sex"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("figures", "sex", "contract"),
                        name="engagement_once",
                        violation_error_message="This is already in the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contract__in", ["employed", "other_contract", "volunteer"]),
                            ("sex__in", ["women", "men", "unknown"]),
                        ),
                        name="engagement_kinds_are_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="vulnerable_within_all",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\nPERFORM 1 FROM entrepreneurs_annualfigures WHERE id IN (NEW.figures_id, OLD.figures_id) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (\n    SELECT FROM entrepreneurs_annualfigures WHERE id IN (NEW.figures_id, OLD.figures_id) AND vulnerable_engaged >\n        (SELECT sum(people) FROM entrepreneurs_engagement WHERE figures_id = entrepreneurs_annualfigures.id)\n) THEN\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'annual_figures_vulnerable_within_all',\n        MESSAGE = 'more people from vulnerable groups than people engaged';\nEND IF;\nRETURN NULL;\n",
                            hash="f2ccb91d27a591c1fded01eeab5836b4b816e52d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_vulnerable_within_all_db531",
                            table="entrepreneurs_engagement",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_engagementevent" ("contract", "figures_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex") VALUES (NEW."contract", NEW."figures_id", NEW."id", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sex"); RETURN NULL;',
                            hash="b517b2959bfd9f41c96d2e48b4cf6999e404fc0c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_486b1",
                            table="entrepreneurs_engagement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_engagementevent" ("contract", "figures_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex") VALUES (NEW."contract", NEW."figures_id", NEW."id", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sex"); RETURN NULL;',
                            hash="9c6489a8e91fa45e2f04a44ddc157747a37b1f98",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_81dc3",
                            table="entrepreneurs_engagement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_engagementevent" ("contract", "figures_id", "id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex") VALUES (OLD."contract", OLD."figures_id", OLD."id", OLD."people", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sex"); RETURN NULL;',
                            hash="59103d24480c68fa6784e25365e9f81fb7ca8840",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64900",
                            table="entrepreneurs_engagement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseMessageStatePassedOnByPassedOnAtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_passed_on_by_passed_on_at_events",
                        to="entrepreneurs.enterprisemessage",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To pass on by phone"),
                            ("relayed", "Sent to the enterprise by email"),
                            ("passed_on", "Passed on"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "passed_on_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="passed on by",
                    ),
                ),
                (
                    "passed_on_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="passed on"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="59ca906b8cd58e443c222a72ee110dfc4c15afa5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2dec3",
                            table="entrepreneurs_enterprisemessagestatepassedonbypassedonatevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntrepreneurEvent",
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
                        to="entrepreneurs.entrepreneur",
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
                ("name", center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name")),
                (
                    "stage",
                    models.CharField(
                        choices=[("aspiring", "Wants to start"), ("existing", "Runs an enterprise")],
                        default="aspiring",
                        max_length=10,
                        verbose_name="stands where",
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        default="sr",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.settlement",
                        verbose_name="settlement",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
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
                (
                    "archived_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="erased"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="28225add213f45156c7973b2d6cdbe43120c4c3e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_74b66",
                            table="entrepreneurs_entrepreneurevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReportStateHandledByHandledAtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_handled_by_handled_at_events",
                        to="entrepreneurs.errorreport",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "To look at"),
                            ("done", "Put right"),
                            ("dismissed", "Nothing to put right"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dealt with by",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dealt with"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="19642b8557da4e7dbeb684921a56e5fb25bc8f7a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_45c2b",
                            table="entrepreneurs_errorreportstatehandledbyhandledatevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExistenceEvent",
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
                        to="entrepreneurs.existence",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1499d44143cc8c366e49d0a850f4d6dcd8449748",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4d32c",
                            table="entrepreneurs_existenceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlugEvent",
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
                        to="entrepreneurs.formerslug",
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
                ("slug", models.SlugField(db_index=False, max_length=80, verbose_name="earlier short name")),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
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
                            hash="f305100781845e6e321f4c272a2546f1d204dd04",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_877c8",
                            table="entrepreneurs_formerslugevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JointAction",
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
                            ("need", "We need"),
                            ("offer", "We offer"),
                            ("order", "Joint order"),
                            ("action", "Joint action"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_actions",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_actions",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="written by",
                    ),
                ),
                (
                    "title",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=100, verbose_name="in a few words"
                    ),
                ),
                (
                    "text",
                    center.base.serbian_fields.SerbianTextField(
                        help_text="Do not write phone numbers here.",
                        max_length=2000,
                        verbose_name="what, how much, when, where",
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day on the board")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a look by the Center"),
                            ("open", "On the board"),
                            ("returned", "Returned with a message"),
                            ("closed", "Taken off the board"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "message",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="message to the author"
                    ),
                ),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
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
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
            ],
            options={
                "verbose_name": "joint action",
                "verbose_name_plural": "joint actions",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["need", "offer", "order", "action"]),
                            ("state__in", ["waiting", "open", "returned", "closed"]),
                        ),
                        name="joint_action_kinds_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="joint_action_says_something",
                        violation_error_message="Write a title and a text.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="joint_action_decided_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="joint_action_open_was_looked_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("message", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="joint_action_returned_says_why",
                        violation_error_message="Write to the author what to change.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="known_transitions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:open,waiting:returned,waiting:closed,returned:waiting,returned:closed,open:waiting,open:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1c530ab60c8c7c970c03341759dde4a7e2d0cfb8",
                            operation="UPDATE",
                            pgid="pgtrigger_known_transitions_f7adf",
                            table="entrepreneurs_jointaction",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_jointactionevent" ("author_id", "created_at", "decided_at", "decided_by_id", "enterprise_id", "id", "kind", "last_day", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submission", "text", "title") VALUES (NEW."author_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."enterprise_id", NEW."id", NEW."kind", NEW."last_day", NEW."message", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."submission", NEW."text", NEW."title"); RETURN NULL;',
                            hash="ae25d49dc06657a2e9f9dba6f1e68fcb7211770f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2099f",
                            table="entrepreneurs_jointaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_jointactionevent" ("author_id", "created_at", "decided_at", "decided_by_id", "enterprise_id", "id", "kind", "last_day", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submission", "text", "title") VALUES (NEW."author_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."enterprise_id", NEW."id", NEW."kind", NEW."last_day", NEW."message", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."submission", NEW."text", NEW."title"); RETURN NULL;',
                            hash="eff25e713213654016cedf79a3ebae67a562b87f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7efb4",
                            table="entrepreneurs_jointaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_jointactionevent" ("author_id", "created_at", "decided_at", "decided_by_id", "enterprise_id", "id", "kind", "last_day", "message", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "submission", "text", "title") VALUES (OLD."author_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."enterprise_id", OLD."id", OLD."kind", OLD."last_day", OLD."message", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."submission", OLD."text", OLD."title"); RETURN NULL;',
                            hash="ea7f8d1b98a6dbaf30ba4b09248e92fe375c3a09",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c5f5d",
                            table="entrepreneurs_jointaction",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalStatusEvent",
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
                        to="entrepreneurs.legalstatus",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("none", "Without the status"),
                            ("self_declared", "Self-declared"),
                            ("preparing", "Preparing for the status"),
                            ("registered", "Registered social enterprise"),
                            ("ended", "Status ended"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="date of the decision")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=40, verbose_name="number of the decision"),
                ),
                (
                    "ways",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("goods_and_services", "Goods and services for vulnerable groups"),
                                ("work_integration", "Work integration"),
                                ("devastated_areas", "Developing devastated areas"),
                                ("general_interest", "Solving other problems of general interest"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="basis (Art. 5)",
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("social", "Social inclusion"),
                                ("cultural", "Cultural inclusion"),
                                ("economic", "Economic inclusion"),
                                ("work", "Work inclusion"),
                                ("other", "Other general interest"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="areas (Art. 7)",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why the status ended"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
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
                            hash="dbc733e6d5d56110661886c8445039d19a5d3aeb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_63c9d",
                            table="entrepreneurs_legalstatusevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningTimeEvent",
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
                        to="entrepreneurs.openingtime",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
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
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ccdbbd6c58949cc2d96baddb84e5dedc19654075",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a19ef",
                            table="entrepreneurs_openingtimeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonLogin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person_logins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="login",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logins",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "connected_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="connected by",
                    ),
                ),
                (
                    "connected_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="connected"
                    ),
                ),
            ],
            options={
                "verbose_name": "login of a person",
                "verbose_name_plural": "logins of people",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "person"), name="person_login_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("connected_at__isnull", False), ("connected_by__isnull", False)),
                        name="person_login_has_who_and_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_personloginevent" ("connected_at", "connected_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."connected_at", NEW."connected_by_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                            hash="21d28273ba65d703916a7bd878d27ae91b8747dd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_24e56",
                            table="entrepreneurs_personlogin",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_personloginevent" ("connected_at", "connected_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."connected_at", NEW."connected_by_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                            hash="841f94609661161a0f603fcfe23e9cc21183b0fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b4639",
                            table="entrepreneurs_personlogin",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_personloginevent" ("connected_at", "connected_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."connected_at", OLD."connected_by_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                            hash="c6a373b02441f81cd130f01894f639c217933ac8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a462",
                            table="entrepreneurs_personlogin",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mail",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person_mail",
                        to="center.storedmail",
                        verbose_name="email message",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "email to a person",
                "verbose_name_plural": "emails to people",
            },
        ),
        migrations.CreateModel(
            name="PersonText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person_text",
                        to="center.storedtext",
                        verbose_name="text message",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "text message to a person",
                "verbose_name_plural": "text messages to people",
            },
        ),
        migrations.CreateModel(
            name="PictureEvent",
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
                        to="entrepreneurs.picture",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("logo", "Logo"), ("photo", "Photo"), ("product", "Picture of a product")],
                        default="photo",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "alt_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="For people who cannot see it: jars of honey on a wooden table.",
                        max_length=160,
                        verbose_name="what the picture shows (Serbian)",
                    ),
                ),
                (
                    "alt_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=160,
                        verbose_name="what the picture shows (English)",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the left, %",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the top, %",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("processing", "Being prepared"),
                            ("ready", "Ready"),
                            ("failed", "Could not be read"),
                        ],
                        default="processing",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("stem", models.CharField(editable=False, max_length=40)),
                ("original", models.CharField(blank=True, editable=False, max_length=120)),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
                ("is_approved", models.BooleanField(default=False, verbose_name="may be shown")),
                (
                    "submitted_by",
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
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
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
                            hash="a358599803b00bf7797ca3e46c69c4a0a2e1a31f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41f14",
                            table="entrepreneurs_pictureevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Product",
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
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="entrepreneurs.productcategory",
                        verbose_name="category",
                    ),
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
                    "description_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=1000, verbose_name="description (Serbian)"
                    ),
                ),
                (
                    "description_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=1000, verbose_name="description (English)"
                    ),
                ),
                (
                    "price_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="In words: 450 dinars a jar; by agreement.",
                        max_length=80,
                        verbose_name="price (Serbian)",
                    ),
                ),
                (
                    "price_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="price (English)"
                    ),
                ),
                ("available_from", models.DateField(blank=True, null=True, verbose_name="available from")),
                ("available_until", models.DateField(blank=True, null=True, verbose_name="available until")),
                (
                    "how_to_order_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=250, verbose_name="how to order (Serbian)"
                    ),
                ),
                (
                    "how_to_order_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="how to order (English)"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="entrepreneurs.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True,
                        help_text="Turn it off instead of deleting what may come back.",
                        verbose_name="offered",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "verbose_name": "product or service",
                "verbose_name_plural": "products and services",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name_sr", ""), _negated=True),
                        name="product_has_name",
                        violation_error_message="Write what is offered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("available_from__isnull", True),
                            ("available_until__isnull", True),
                            ("available_until__gte", models.F("available_from")),
                            _connector="OR",
                        ),
                        name="product_available_in_order",
                        violation_error_message="The last day must not be before the first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_productevent" ("available_from", "available_until", "category_id", "description_en", "description_sr", "enterprise_id", "how_to_order_en", "how_to_order_sr", "id", "is_offered", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "position", "price_en", "price_sr", "typed_latin") VALUES (NEW."available_from", NEW."available_until", NEW."category_id", NEW."description_en", NEW."description_sr", NEW."enterprise_id", NEW."how_to_order_en", NEW."how_to_order_sr", NEW."id", NEW."is_offered", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."picture_id", NEW."position", NEW."price_en", NEW."price_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="716335f7db0594f8dce00316d861914ab131eef7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b426",
                            table="entrepreneurs_product",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_productevent" ("available_from", "available_until", "category_id", "description_en", "description_sr", "enterprise_id", "how_to_order_en", "how_to_order_sr", "id", "is_offered", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "position", "price_en", "price_sr", "typed_latin") VALUES (NEW."available_from", NEW."available_until", NEW."category_id", NEW."description_en", NEW."description_sr", NEW."enterprise_id", NEW."how_to_order_en", NEW."how_to_order_sr", NEW."id", NEW."is_offered", NEW."name_en", NEW."name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."picture_id", NEW."position", NEW."price_en", NEW."price_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="d66f8ca5cc452ad8369c32d5338d43d69d6d4481",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e849c",
                            table="entrepreneurs_product",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_productevent" ("available_from", "available_until", "category_id", "description_en", "description_sr", "enterprise_id", "how_to_order_en", "how_to_order_sr", "id", "is_offered", "name_en", "name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture_id", "position", "price_en", "price_sr", "typed_latin") VALUES (OLD."available_from", OLD."available_until", OLD."category_id", OLD."description_en", OLD."description_sr", OLD."enterprise_id", OLD."how_to_order_en", OLD."how_to_order_sr", OLD."id", OLD."is_offered", OLD."name_en", OLD."name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."picture_id", OLD."position", OLD."price_en", OLD."price_sr", OLD."typed_latin"); RETURN NULL;',
                            hash="15466d11a1f4be77a007b731a33803250fc74a11",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_be209",
                            table="entrepreneurs_product",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredActivityEvent",
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
                        to="entrepreneurs.registeredactivity",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "code",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.activitycode",
                        verbose_name="activity",
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
                            hash="ed1e80a484494370f463c5e8ba841f7a8d2e0c1a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41d3b",
                            table="entrepreneurs_registeredactivityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredFormEvent",
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
                        to="entrepreneurs.registeredform",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur (sole trader)"),
                            ("limited", "Limited liability company (d.o.o.)"),
                            ("joint_stock", "Joint-stock company (a.d.)"),
                            ("partnership", "Partnership"),
                            ("cooperative", "Cooperative"),
                            ("association", "Association"),
                            ("foundation", "Foundation"),
                            ("sports", "Sports association"),
                            ("informal", "Not registered yet"),
                            ("other", "Other form"),
                        ],
                        max_length=20,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "is_flat_rate",
                    models.BooleanField(
                        blank=True,
                        help_text="Of entrepreneurs only.",
                        null=True,
                        verbose_name="flat-rate taxed",
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
                            hash="486b3986ba19a4763f6d2cb783217471552c0dc6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a9b31",
                            table="entrepreneurs_registeredformevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDutyEvent",
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
                        to="entrepreneurs.reportduty",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="for the years from")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="to")),
                (
                    "due_on",
                    models.DateField(
                        help_text="With the annual statement; please check the day with the register.",
                        verbose_name="due on",
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="submitted on")),
                (
                    "enterprise_reminded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="enterprise reminded"
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
                            hash="553691566e3fe38d893509fde4cefca41d09f9eb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5485c",
                            table="entrepreneurs_reportdutyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatEvent",
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
                        to="entrepreneurs.seat",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "valid",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="First day, and first day on which it is no longer so. Leave empty what is not known.",
                        verbose_name="from and until",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="For example: extract from the APR, 7. 7. 2025.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="recorded"
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.settlement",
                        verbose_name="settlement",
                    ),
                ),
                (
                    "street_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=120, verbose_name="street and number"
                    ),
                ),
                (
                    "street_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="street and number (English)"
                    ),
                ),
                (
                    "street_is_public",
                    models.BooleanField(
                        default=False,
                        help_text="The settlement is always shown.",
                        verbose_name="show the street",
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
                            hash="84cb2ceadc13f4f4036a5544fc94eca6cdec0a3f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_eacee",
                            table="entrepreneurs_seatevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served_groups",
                        to="entrepreneurs.legalstatus",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_by",
                        to="entrepreneurs.vulnerablegroup",
                        verbose_name="group served",
                    ),
                ),
            ],
            options={
                "verbose_name": "group served",
                "verbose_name_plural": "groups served",
                "constraints": [
                    models.UniqueConstraint(fields=("status", "group"), name="served_group_unique")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_servedgroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status_id"); RETURN NULL;',
                            hash="468af90517224334b4581c8e84ad2f860eeee1c8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a5499",
                            table="entrepreneurs_servedgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_servedgroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status_id"); RETURN NULL;',
                            hash="1c803ac8df6f176a368838b98ad75e8381b75073",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5c89",
                            table="entrepreneurs_servedgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_servedgroupevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status_id") VALUES (OLD."group_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status_id"); RETURN NULL;',
                            hash="e476e0a95fe2be90f349aad013dafe2ecb4ce566",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6f12",
                            table="entrepreneurs_servedgroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebLinkEvent",
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
                        to="entrepreneurs.weblink",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("web", "Website"),
                            ("shop", "Web shop"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                            ("tiktok", "TikTok"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        max_length=300,
                        validators=[center.base.web_addresses.validate_web_address],
                        verbose_name="address",
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
                            hash="a690596971e3768127a908567751666a904721b5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_75dd3",
                            table="entrepreneurs_weblinkevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
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
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channels",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channels",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="whose",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "Phone"), ("email", "Email")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "note_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For example: orders, Mondays to Fridays.",
                        max_length=80,
                        verbose_name="note (Serbian)",
                    ),
                ),
                (
                    "note_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="note (English)"
                    ),
                ),
                (
                    "receives_messages",
                    models.BooleanField(default=False, verbose_name="receives messages from the profile"),
                ),
                (
                    "publication_consent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one this stays inside the office.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to publish",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order in the list")),
            ],
            options={
                "verbose_name": "phone or email",
                "verbose_name_plural": "phones and emails",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("email", ""), ("kind", "phone"), ("phone__regex", "^\\+[1-9][0-9]{6,14}$")
                            ),
                            models.Q(
                                ("kind", "email"), ("phone", ""), models.Q(("email", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="channel_is_of_its_kind",
                        violation_error_message="Write a phone number or an email address, as the kind says.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("receives_messages", False), ("kind", "email"), _connector="OR"),
                        name="channel_messages_go_to_email",
                        violation_error_message="Only an email address receives messages.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("receives_messages", True)),
                        fields=("enterprise",),
                        name="channel_one_receives_messages",
                        violation_error_message="One address receives the messages.",
                    ),
                    models.UniqueConstraint(
                        fields=("enterprise", "kind", "phone", "email"),
                        name="channel_unique",
                        violation_error_message="This is already in the list.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_channelevent" ("email", "enterprise_id", "id", "kind", "note_en", "note_sr", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "publication_consent_id", "receives_messages", "typed_latin") VALUES (NEW."email", NEW."enterprise_id", NEW."id", NEW."kind", NEW."note_en", NEW."note_sr", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."position", NEW."publication_consent_id", NEW."receives_messages", NEW."typed_latin"); RETURN NULL;',
                            hash="054ddd945c956ac5e58a350a3264b9be5be200d8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79645",
                            table="entrepreneurs_channel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_channelevent" ("email", "enterprise_id", "id", "kind", "note_en", "note_sr", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "publication_consent_id", "receives_messages", "typed_latin") VALUES (NEW."email", NEW."enterprise_id", NEW."id", NEW."kind", NEW."note_en", NEW."note_sr", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."publication_consent_id", NEW."receives_messages", NEW."typed_latin"); RETURN NULL;',
                            hash="e6b653414cad0d97db4fbbe9e09aaddd43d0dc01",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d394",
                            table="entrepreneurs_channel",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_channelevent" ("email", "enterprise_id", "id", "kind", "note_en", "note_sr", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "publication_consent_id", "receives_messages", "typed_latin") VALUES (OLD."email", OLD."enterprise_id", OLD."id", OLD."kind", OLD."note_en", OLD."note_sr", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."position", OLD."publication_consent_id", OLD."receives_messages", OLD."typed_latin"); RETURN NULL;',
                            hash="7695678613398293d068f9f75645cd61fc1ed429",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08220",
                            table="entrepreneurs_channel",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimRequestStateEnterprisePersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_enterprise_person_events",
                        to="entrepreneurs.claimrequest",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unverified", "Email not confirmed"),
                            ("waiting", "Waiting"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("expired", "Expired"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="unverified",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
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
                            hash="932c5cdc05fb5fd7471c55995b811f7228b2b9e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5ed76",
                            table="entrepreneurs_claimrequeststateenterprisepersonevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
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
                        to="entrepreneurs.consent",
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
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consenttext",
                        verbose_name="text agreed to",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("booking", "Booking a consultation"),
                            ("case_file", "Keeping a case file"),
                            ("statistics", "Statistics"),
                            ("publication", "Publication in the directory"),
                            ("sms", "Messages by SMS"),
                            ("vulnerability", "Keeping what makes life harder"),
                            ("helper", "Telling a helper when and where a visit is"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="for what",
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="given")),
                (
                    "given_how",
                    models.CharField(
                        choices=[
                            ("web", "On the portal"),
                            ("paper", "Signed on paper"),
                            ("email", "By email"),
                            ("phone", "By phone"),
                        ],
                        max_length=10,
                        verbose_name="how",
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
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn"),
                ),
                (
                    "withdrawal_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawal recorded by",
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
                            hash="320101ee17e89c36361470d98f55f7eb50d86816",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_62cc7",
                            table="entrepreneurs_consentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_preference",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "no_voicemail",
                    models.BooleanField(default=False, verbose_name="no messages on the answering machine"),
                ),
                ("call_from", models.TimeField(blank=True, null=True, verbose_name="call only from")),
                ("call_until", models.TimeField(blank=True, null=True, verbose_name="call only until")),
                (
                    "neutral_texts",
                    models.BooleanField(default=False, verbose_name="neutral texts, without the topic"),
                ),
                (
                    "no_email_reminders",
                    models.BooleanField(default=False, verbose_name="no reminders by email"),
                ),
                (
                    "advice",
                    center.base.encryption.EncryptedTextField(
                        blank=True,
                        context="entrepreneurs.ContactPreference.advice",
                        verbose_name="what else to know before calling",
                    ),
                ),
                (
                    "helper_name",
                    center.base.person_names.PersonNameColumn(
                        blank=True, max_length=120, verbose_name="name of the helper"
                    ),
                ),
                (
                    "helper_phone",
                    center.base.phones.PhoneColumn(
                        blank=True, max_length=16, verbose_name="phone of the helper"
                    ),
                ),
                (
                    "helper_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email of the helper"),
                ),
                (
                    "helper_relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("family", "Family"),
                            ("friend", "Friend or neighbour"),
                            ("social_worker", "Social worker"),
                            ("organisation", "Organisation that helps me"),
                            ("other", "Somebody else"),
                        ],
                        max_length=13,
                        verbose_name="who the helper is",
                    ),
                ),
                (
                    "helper_consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to tell the helper",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "safe contact",
                "verbose_name_plural": "safe contacts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("call_from__isnull", True), ("call_until__isnull", True)),
                            models.Q(
                                ("call_from__isnull", False),
                                ("call_from__lt", models.F("call_until")),
                                ("call_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contact_preference_hours_in_order",
                        violation_error_message="Choose both hours, the earlier one first, or none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("helper_consent__isnull", True),
                                ("helper_email", ""),
                                ("helper_name", ""),
                                ("helper_phone", ""),
                                ("helper_relation", ""),
                            ),
                            models.Q(
                                models.Q(("helper_name", ""), _negated=True),
                                models.Q(
                                    models.Q(("helper_phone", ""), _negated=True),
                                    models.Q(("helper_email", ""), _negated=True),
                                    _connector="OR",
                                ),
                                ("helper_consent__isnull", False),
                                (
                                    "helper_relation__in",
                                    ["family", "friend", "social_worker", "organisation", "other"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="contact_preference_helper_is_whole",
                        violation_error_message="A helper has a name, a phone number or an email address, and the person's consent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("helper_phone", ""),
                            ("helper_phone__regex", "^\\+[1-9][0-9]{6,14}$"),
                            _connector="OR",
                        ),
                        name="contact_preference_helper_phone_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("helper_name__iregex", "://|www\\.|@"), _negated=True),
                        name="contact_preference_helper_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_contactpreferenceevent" ("call_from", "call_until", "helper_consent_id", "id", "neutral_texts", "no_email_reminders", "no_voicemail", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "updated_by_id") VALUES (NEW."call_from", NEW."call_until", NEW."helper_consent_id", NEW."id", NEW."neutral_texts", NEW."no_email_reminders", NEW."no_voicemail", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                            hash="4b9c1d0050639ad17c6a4b9d1306ce3e1a1caa5a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_078d1",
                            table="entrepreneurs_contactpreference",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."call_from" IS DISTINCT FROM (NEW."call_from") OR OLD."call_until" IS DISTINCT FROM (NEW."call_until") OR OLD."helper_consent_id" IS DISTINCT FROM (NEW."helper_consent_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."neutral_texts" IS DISTINCT FROM (NEW."neutral_texts") OR OLD."no_email_reminders" IS DISTINCT FROM (NEW."no_email_reminders") OR OLD."no_voicemail" IS DISTINCT FROM (NEW."no_voicemail") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id"))',
                            func='INSERT INTO "entrepreneurs_contactpreferenceevent" ("call_from", "call_until", "helper_consent_id", "id", "neutral_texts", "no_email_reminders", "no_voicemail", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "updated_by_id") VALUES (NEW."call_from", NEW."call_until", NEW."helper_consent_id", NEW."id", NEW."neutral_texts", NEW."no_email_reminders", NEW."no_voicemail", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;',
                            hash="aa78706b1728f36d9311520ebbcfc9d5816586e0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed0b5",
                            table="entrepreneurs_contactpreference",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_contactpreferenceevent" ("call_from", "call_until", "helper_consent_id", "id", "neutral_texts", "no_email_reminders", "no_voicemail", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "updated_by_id") VALUES (OLD."call_from", OLD."call_until", OLD."helper_consent_id", OLD."id", OLD."neutral_texts", OLD."no_email_reminders", OLD."no_voicemail", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."updated_at", OLD."updated_by_id"); RETURN NULL;',
                            hash="c1443a32f4b62c1f2970970d281b2c4ff39891e2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ff649",
                            table="entrepreneurs_contactpreference",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequestEvent",
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
                        to="entrepreneurs.datarequest",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correct something"),
                            ("erasure", "Erase my data"),
                            ("copy", "Get a copy of my data"),
                            ("restriction", "Keep my data but do nothing with them"),
                            ("objection", "Object to a use of my data"),
                        ],
                        max_length=11,
                        verbose_name="what is asked for",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("web", "On the portal"),
                            ("office", "At the office"),
                            ("phone", "By phone"),
                            ("email", "By email"),
                            ("letter", "By letter"),
                        ],
                        max_length=6,
                        verbose_name="how it came",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                ("due_on", models.DateField(verbose_name="to be answered by")),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not answered yet"),
                            ("done", "Done"),
                            ("refused", "Refused, with the reason"),
                        ],
                        default="open",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
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
                        verbose_name="answered by",
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
                            hash="2da294e927d2117f2a5a31cbd5981ee7da5b70d0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_55ab8",
                            table="entrepreneurs_datarequestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Demographics",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demographics",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demographics",
                        to="entrepreneurs.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("woman", "Woman"), ("man", "Man"), ("other", "Neither of these")],
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1900)],
                        verbose_name="year of birth",
                    ),
                ),
                (
                    "employment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registered", "Without work, registered with the National Employment Service"),
                            ("unregistered", "Without work, not registered"),
                            ("employed", "Employed"),
                            ("own_work", "Self-employed or farmer"),
                            ("learning", "At school or university"),
                            ("retired", "Retired"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="work when they first came",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "answers for the statistics",
                "verbose_name_plural": "answers for the statistics",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sex", ""), ("sex__in", ["woman", "man", "other"]), _connector="OR"
                        ),
                        name="demographics_sex_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employment", ""),
                            (
                                "employment__in",
                                [
                                    "registered",
                                    "unregistered",
                                    "employed",
                                    "own_work",
                                    "learning",
                                    "retired",
                                    "other",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="demographics_employment_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True), ("birth_year__gte", 1900), _connector="OR"
                        ),
                        name="demographics_birth_year_is_possible",
                        violation_error_message="Write the year of birth with four digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True), ("employment", ""), ("sex", ""), _negated=True
                        ),
                        name="demographics_says_something",
                        violation_error_message="Fill in at least one answer, or go back.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_demographicsevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."consent_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="16f0e6c2f9ae5a0881e2a561997cdddfb25aa47f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f5e9",
                            table="entrepreneurs_demographics",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))',
                            func='INSERT INTO "entrepreneurs_demographicsevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."consent_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="a30ea35aa2540d1c605b6ad7260dfabaea28b505",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cc1df",
                            table="entrepreneurs_demographics",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_demographicsevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (OLD."consent_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;',
                            hash="bb86da44d29135f67afbbbc72e5b084104b01639",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4947c",
                            table="entrepreneurs_demographics",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementEvent",
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
                        to="entrepreneurs.engagement",
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
                    "figures",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.annualfigures",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("women", "Women"), ("men", "Men"), ("unknown", "Not known")],
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("employed", "Employed"),
                            ("other_contract", "Engaged by another contract"),
                            ("volunteer", "Volunteers"),
                        ],
                        max_length=20,
                        verbose_name="contract",
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="people")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d0b0e72332cc7bd9603f4241c823c123d794c3f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a51e9",
                            table="entrepreneurs_engagementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseEvent",
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
                        to="entrepreneurs.enterprise",
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
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identifier")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Small Latin letters, digits and hyphens. An earlier one keeps leading here.",
                        max_length=80,
                        verbose_name="short name in addresses",
                    ),
                ),
                (
                    "legal_name",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="Exactly as it is registered.",
                        max_length=200,
                        verbose_name="legal name",
                    ),
                ),
                (
                    "name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Short, as people call it.", max_length=120, verbose_name="name (Serbian)"
                    ),
                ),
                (
                    "name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="name (English)"
                    ),
                ),
                ("comparable_name", models.CharField(blank=True, editable=False, max_length=700)),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{8}$", "A registration number has eight digits."
                            )
                        ],
                        verbose_name="registration number",
                    ),
                ),
                (
                    "tax_number",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        validators=[entrepreneurs.identifiers.validate_pib],
                        verbose_name="tax number (PIB)",
                    ),
                ),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded")),
                (
                    "summary_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="What you make or do, and for whom. Stands in lists.",
                        max_length=200,
                        verbose_name="in one sentence (Serbian)",
                    ),
                ),
                (
                    "summary_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=200, verbose_name="in one sentence (English)"
                    ),
                ),
                (
                    "description_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="An empty line begins a new paragraph.",
                        max_length=4000,
                        verbose_name="description (Serbian)",
                    ),
                ),
                (
                    "description_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=4000, verbose_name="description (English)"
                    ),
                ),
                (
                    "how_to_buy_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=1000, verbose_name="how to buy (Serbian)"
                    ),
                ),
                (
                    "how_to_buy_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=1000, verbose_name="how to buy (English)"
                    ),
                ),
                (
                    "hours_note_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For example: by appointment; closed in August.",
                        max_length=160,
                        verbose_name="about the opening times (Serbian)",
                    ),
                ),
                (
                    "hours_note_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=160,
                        verbose_name="about the opening times (English)",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sr", "Serbian"),
                                ("en", "English"),
                                ("rom", "Romani"),
                                ("rsl", "Serbian sign language"),
                                ("sq", "Albanian"),
                                ("hu", "Hungarian"),
                                ("ro", "Romanian"),
                                ("bg", "Bulgarian"),
                                ("ru", "Russian"),
                                ("de", "German"),
                                ("fr", "French"),
                            ],
                            max_length=5,
                        ),
                        blank=True,
                        default=entrepreneurs.models.enterprise._serbian_only,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Where customers come; shown on the public map. Leave it empty if nobody should come. In any map on the internet press on the place (with a mouse, the right button) and copy the two numbers.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="in the directory",
                    ),
                ),
                (
                    "publication_consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to publish",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published"),
                ),
                (
                    "confirmed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last checked"),
                ),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True,
                        choices=[("enterprise", "The enterprise"), ("staff", "The Center")],
                        editable=False,
                        max_length=10,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "confirmation_asked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="asked to check"
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
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="changed"
                    ),
                ),
                (
                    "internal_note",
                    models.TextField(
                        blank=True,
                        help_text="Never shown outside the admin.",
                        max_length=4000,
                        verbose_name="note for staff",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="demo data")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="merged into",
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
                            hash="643fefc766db20e6b3b513b837fd0b211cc975fd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3d4fb",
                            table="entrepreneurs_enterpriseevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Joining",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joinings",
                        to="entrepreneurs.jointaction",
                        verbose_name="joint action",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joinings",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joinings",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "words",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=200, verbose_name="how much, or what you can bring"
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="left")),
            ],
            options={
                "verbose_name": "enterprise that joined",
                "verbose_name_plural": "enterprises that joined",
                "ordering": ["joined_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("action", "enterprise"),
                        name="joining_once",
                        violation_error_message="Your enterprise has joined already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True),
                            ("left_at__gte", models.F("joined_at")),
                            _connector="OR",
                        ),
                        name="joining_left_after_joined",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_joiningevent" ("action_id", "enterprise_id", "id", "joined_at", "left_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."action_id", NEW."enterprise_id", NEW."id", NEW."joined_at", NEW."left_at", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."words"); RETURN NULL;',
                            hash="db78c17e780c8608d36b43821efb05280d1d8ecd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_268cc",
                            table="entrepreneurs_joining",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_joiningevent" ("action_id", "enterprise_id", "id", "joined_at", "left_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."action_id", NEW."enterprise_id", NEW."id", NEW."joined_at", NEW."left_at", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."words"); RETURN NULL;',
                            hash="fda624cec9f8a88bb16f8d101524ef12073be23b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_30a88",
                            table="entrepreneurs_joining",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_joiningevent" ("action_id", "enterprise_id", "id", "joined_at", "left_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."action_id", OLD."enterprise_id", OLD."id", OLD."joined_at", OLD."left_at", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;',
                            hash="f06cacab392ccc56002226dfea413f463e1eb201",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3d4ee",
                            table="entrepreneurs_joining",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointActionEvent",
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
                        to="entrepreneurs.jointaction",
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
                            ("need", "We need"),
                            ("offer", "We offer"),
                            ("order", "Joint order"),
                            ("action", "Joint action"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="written by",
                    ),
                ),
                (
                    "title",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=100, verbose_name="in a few words"
                    ),
                ),
                (
                    "text",
                    center.base.serbian_fields.SerbianTextField(
                        help_text="Do not write phone numbers here.",
                        max_length=2000,
                        verbose_name="what, how much, when, where",
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day on the board")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a look by the Center"),
                            ("open", "On the board"),
                            ("returned", "Returned with a message"),
                            ("closed", "Taken off the board"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "message",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="message to the author"
                    ),
                ),
                ("submission", models.UUIDField(editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
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
                    "decided_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aa232fef588033407d64efbca599b92c633fe7bc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_53b79",
                            table="entrepreneurs_jointactionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("founder", "Founder"),
                            ("representative", "Legal representative"),
                            ("contact", "Contact person"),
                            ("employee", "Employee"),
                            ("volunteer", "Volunteer"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "may_edit",
                    models.BooleanField(
                        default=False,
                        help_text="Ends by itself when the membership ends.",
                        verbose_name="may edit the profile",
                    ),
                ),
                (
                    "publication_consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to show the name",
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
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("person", "enterprise", "role"),
                        name="membership_in_force_once",
                        violation_error_message="This person has this role in this enterprise already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                ["founder", "representative", "contact", "employee", "volunteer", "other"],
                            )
                        ),
                        name="membership_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_begins",
                        violation_error_message="The last day must not be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(("may_edit", False), ("publication_consent__isnull", True)),
                            _connector="OR",
                        ),
                        name="membership_ended_gives_nothing",
                        violation_error_message="Who has left may not edit the profile or be shown on it.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_membershipevent" ("added_by_id", "ended_on", "enterprise_id", "id", "may_edit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "role", "started_on") VALUES (NEW."added_by_id", NEW."ended_on", NEW."enterprise_id", NEW."id", NEW."may_edit", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication_consent_id", NEW."role", NEW."started_on"); RETURN NULL;',
                            hash="363c61a7b806f2e462fb0044997d825ee419b159",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4dc7",
                            table="entrepreneurs_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "entrepreneurs_membershipevent" ("added_by_id", "ended_on", "enterprise_id", "id", "may_edit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "role", "started_on") VALUES (NEW."added_by_id", NEW."ended_on", NEW."enterprise_id", NEW."id", NEW."may_edit", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication_consent_id", NEW."role", NEW."started_on"); RETURN NULL;',
                            hash="c910b9b7a481d733f725d8bcad1fd95a356701b0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6294c",
                            table="entrepreneurs_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_membershipevent" ("added_by_id", "ended_on", "enterprise_id", "id", "may_edit", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_consent_id", "role", "started_on") VALUES (OLD."added_by_id", OLD."ended_on", OLD."enterprise_id", OLD."id", OLD."may_edit", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publication_consent_id", OLD."role", OLD."started_on"); RETURN NULL;',
                            hash="8b8ee96f92d0042e029378df366b23ecb8a02fd8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f2b2",
                            table="entrepreneurs_membership",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonLoginEvent",
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
                        to="entrepreneurs.personlogin",
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
                    "connected_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="connected by",
                    ),
                ),
                (
                    "connected_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="connected"
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
                            hash="cf392fb1404f00b9388d0a767cb2465d9350e2c6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_72663",
                            table="entrepreneurs_personloginevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductEvent",
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
                        to="entrepreneurs.product",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.productcategory",
                        verbose_name="category",
                    ),
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
                    "description_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True, max_length=1000, verbose_name="description (Serbian)"
                    ),
                ),
                (
                    "description_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", max_length=1000, verbose_name="description (English)"
                    ),
                ),
                (
                    "price_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="In words: 450 dinars a jar; by agreement.",
                        max_length=80,
                        verbose_name="price (Serbian)",
                    ),
                ),
                (
                    "price_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="price (English)"
                    ),
                ),
                ("available_from", models.DateField(blank=True, null=True, verbose_name="available from")),
                ("available_until", models.DateField(blank=True, null=True, verbose_name="available until")),
                (
                    "how_to_order_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=250, verbose_name="how to order (Serbian)"
                    ),
                ),
                (
                    "how_to_order_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=250, verbose_name="how to order (English)"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True,
                        help_text="Turn it off instead of deleting what may come back.",
                        verbose_name="offered",
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
                            hash="1c45794b35a0d09b608fe3b945d6a500551efe6a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3b01b",
                            table="entrepreneurs_productevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedGroupEvent",
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
                        to="entrepreneurs.servedgroup",
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
                    "status",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.legalstatus",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.vulnerablegroup",
                        verbose_name="group served",
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
                            hash="3470aad5755896a5136c0d84705b4dc9e40d7ba5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_09a25",
                            table="entrepreneurs_servedgroupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vulnerability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vulnerability",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="person",
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vulnerability",
                        to="entrepreneurs.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "groups_json",
                    center.base.encryption.EncryptedTextField(
                        context="entrepreneurs.Vulnerability.groups_json", verbose_name="groups"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "what makes life harder",
                "verbose_name_plural": "what makes life harder",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_vulnerabilityevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."consent_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="98013d9af5bdcaabf2a7a34bdc3d8044540f85d6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_581da",
                            table="entrepreneurs_vulnerability",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))',
                            func='INSERT INTO "entrepreneurs_vulnerabilityevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."consent_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="738eb91b5f53a5f23965bb33b94c93a31a2ecf97",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cfffa",
                            table="entrepreneurs_vulnerability",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "entrepreneurs_vulnerabilityevent" ("consent_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (OLD."consent_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;',
                            hash="f965599d6b9f235b8c8238d7a2cb104403f572fa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_edc8b",
                            table="entrepreneurs_vulnerability",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelEvent",
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
                        to="entrepreneurs.channel",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.entrepreneur",
                        verbose_name="whose",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "Phone"), ("email", "Email")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "note_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For example: orders, Mondays to Fridays.",
                        max_length=80,
                        verbose_name="note (Serbian)",
                    ),
                ),
                (
                    "note_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="note (English)"
                    ),
                ),
                (
                    "receives_messages",
                    models.BooleanField(default=False, verbose_name="receives messages from the profile"),
                ),
                (
                    "publication_consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Without one this stays inside the office.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to publish",
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
                            hash="59f65d9fe2b0e9bd7b13d85cc1feb06384b2cd07",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0b3d8",
                            table="entrepreneurs_channelevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPreferenceEvent",
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
                        to="entrepreneurs.contactpreference",
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
                    "no_voicemail",
                    models.BooleanField(default=False, verbose_name="no messages on the answering machine"),
                ),
                ("call_from", models.TimeField(blank=True, null=True, verbose_name="call only from")),
                ("call_until", models.TimeField(blank=True, null=True, verbose_name="call only until")),
                (
                    "neutral_texts",
                    models.BooleanField(default=False, verbose_name="neutral texts, without the topic"),
                ),
                (
                    "no_email_reminders",
                    models.BooleanField(default=False, verbose_name="no reminders by email"),
                ),
                (
                    "helper_consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to tell the helper",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last changed by",
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
                            hash="d7b1af1012e9827a28874df2a8ed0c8885091f9c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b8034",
                            table="entrepreneurs_contactpreferenceevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DemographicsEvent",
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
                        to="entrepreneurs.demographics",
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
                    "consent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="recorded")),
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
                        verbose_name="recorded by",
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
                            hash="ac07428e46c0b196d8bbbac9d1da607483a939ff",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_33d20",
                            table="entrepreneurs_demographicsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JoiningEvent",
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
                        to="entrepreneurs.joining",
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
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.jointaction",
                        verbose_name="joint action",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
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
                    "words",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True, max_length=200, verbose_name="how much, or what you can bring"
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="left")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cc26279bdb167ff04811cd9a267c0cff474e5212",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d5cf",
                            table="entrepreneurs_joiningevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
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
                        to="entrepreneurs.membership",
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
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.enterprise",
                        verbose_name="enterprise",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("founder", "Founder"),
                            ("representative", "Legal representative"),
                            ("contact", "Contact person"),
                            ("employee", "Employee"),
                            ("volunteer", "Volunteer"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "may_edit",
                    models.BooleanField(
                        default=False,
                        help_text="Ends by itself when the membership ends.",
                        verbose_name="may edit the profile",
                    ),
                ),
                (
                    "publication_consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent to show the name",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7ed1e631f2ba7c3e7b4046994d1b3acaf8a18ea1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f1faf",
                            table="entrepreneurs_membershipevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VulnerabilityEvent",
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
                        to="entrepreneurs.vulnerability",
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
                    "consent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entrepreneurs.consent",
                        verbose_name="consent",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="recorded")),
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
                        verbose_name="recorded by",
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
                            hash="6426efdd50aae1b24eb6f1404b1b5181f263412f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5ab6b",
                            table="entrepreneurs_vulnerabilityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="Enterprise",
            name="publication_consent",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="entrepreneurs.consent",
                verbose_name="consent to publish",
            ),
        ),
        migrations.AddConstraint(
            model_name="Enterprise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("publication_consent__isnull", False),
                        models.Q(("summary_sr", ""), _negated=True),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enterprise_published_with_consent_and_summary",
                violation_error_message="To be published, an enterprise needs a consent to publish and one sentence about itself.",
            ),
        ),
        migrations.AddField(
            model_name="LegalStatus",
            name="groups",
            field=models.ManyToManyField(
                blank=True,
                through="entrepreneurs.ServedGroup",
                to="entrepreneurs.vulnerablegroup",
                verbose_name="groups served (Art. 6)",
            ),
        ),
        install_triggers("entrepreneurs"),
        migrations.RunSQL(SEARCH_IN_THE_ROW, SEARCH_AS_USUAL),
    ]
