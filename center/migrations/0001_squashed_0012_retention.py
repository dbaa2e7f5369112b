"""The Center's tables, in one step; a database of the steps of before counts as having done it."""

import center.base.bilingual
import center.base.encryption
import center.base.person_names
import center.base.phones
import center.base.serbian_fields
import datetime
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.core.management import call_command
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from center.base.personal_data.sql import FORGET_HISTORY_CREATE, FORGET_HISTORY_DROP
from center.base.sql import SR_FOLD_CREATE, SR_FOLD_DROP
from center.base.trigger_operations import install_triggers


def make_cache_table(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table of the database cache, where CACHE_URL names one; it does nothing when it is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    replaces = [
        ("center", "0001_initial"),
        ("center", "0002_cache_table"),
        ("center", "0003_town_point"),
        ("center", "0004_record_deletions"),
        ("center", "0005_person_names"),
        ("center", "0006_names_are_no_addresses"),
        ("center", "0007_storedmail_reply_to"),
        ("center", "0008_neutral_letters"),
        ("center", "0009_stored_texts"),
        ("center", "0010_indicators"),
        ("center", "0011_erasure"),
        ("center", "0012_retention"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(SR_FOLD_CREATE, SR_FOLD_DROP),
        migrations.CreateModel(
            name="HistoryRedaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_table", models.CharField(max_length=80, verbose_name="history")),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63), size=None, verbose_name="columns"
                    ),
                ),
                ("record_count", models.PositiveIntegerField(verbose_name="records")),
                ("value_count", models.PositiveIntegerField(verbose_name="values emptied")),
                ("purpose", models.CharField(max_length=80, verbose_name="purpose")),
                ("request_id", models.CharField(blank=True, max_length=32, verbose_name="request")),
                ("database_role", models.CharField(max_length=63, verbose_name="database role")),
                ("done_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
            ],
            options={
                "verbose_name": "emptied history",
                "verbose_name_plural": "emptied history",
                "ordering": ["-done_at", "-pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="redactions_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="de932be33ac706a921086c404323218c2c196925",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_redactions_stay_56eb4",
                            table="center_historyredaction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
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
                    "short_name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Shown beside the mark in the header.",
                        max_length=60,
                        verbose_name="short name (Serbian)",
                    ),
                ),
                (
                    "short_name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=60, verbose_name="short name (English)"
                    ),
                ),
                (
                    "neutral_name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For people who must not be seen with the Center: their emails, messages and calendars use these words in place of its name, such as “Office in Jugovićeva Street”. Empty: “The office”.",
                        max_length=60,
                        verbose_name="neutral name (Serbian)",
                    ),
                ),
                (
                    "neutral_name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=60, verbose_name="neutral name (English)"
                    ),
                ),
                (
                    "tagline_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="The first sentence of the home page.",
                        max_length=240,
                        verbose_name="what the office does, in one sentence (Serbian)",
                    ),
                ),
                (
                    "tagline_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=240,
                        verbose_name="what the office does, in one sentence (English)",
                    ),
                ),
                (
                    "street_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=120, verbose_name="street and number"
                    ),
                ),
                (
                    "street_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="street and number (English)"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{5}$", "A postcode has five digits.")
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("town_sr", center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="town")),
                (
                    "town_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="town (English)"
                    ),
                ),
                (
                    "directions_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="The nearest bus stop, where to park, what the house looks like, which entrance, which floor, whether there are steps or a lift. Shown on the contact page, on the page of each visit to the office and in the emails about it. An empty line begins a new paragraph.",
                        verbose_name="how to get there (Serbian)",
                    ),
                ),
                (
                    "directions_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", verbose_name="how to get there (English)"
                    ),
                ),
                (
                    "about_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="The first paragraphs of the page about the Center.",
                        verbose_name="about the office (Serbian)",
                    ),
                ),
                (
                    "about_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", verbose_name="about the office (English)"
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "contact_is_placeholder",
                    models.BooleanField(
                        default=False,
                        help_text="The public pages then say that they are examples. Turn it off once both are real.",
                        verbose_name="phone and email are examples",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of the entrance, for the map: in any map on the internet press on the place (with a mouse, the right button) and copy the two numbers, for example 43.58 and 21.334. The latitude comes first.",
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
                    "town_latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="A place that everybody knows, such as the main square. The map then says how far the office is from it. If it is the same point as above, pages say that the map shows the town and not the entrance.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="middle of the town: latitude",
                    ),
                ),
                (
                    "town_longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="middle of the town: longitude",
                    ),
                ),
                (
                    "logo",
                    models.ImageField(
                        blank=True,
                        help_text="PNG, JPEG or WebP up to 2 MB. Without one the portal's own mark is shown.",
                        upload_to="office/",
                        verbose_name="logo",
                    ),
                ),
                (
                    "brand_colour",
                    models.CharField(
                        blank=True,
                        help_text="Buttons and the current item. It must be readable on white and on paper; empty keeps brick.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}$",
                                "Write a colour as # and six digits, for example #8F2F24.",
                            )
                        ],
                        verbose_name="main colour",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "office",
                "permissions": [("view_indicators", "Can see the indicators")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="office_is_one",
                        violation_error_message="There is one office.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="office_point_has_both_numbers",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("town_latitude__isnull", True), ("town_longitude__isnull", True)),
                            models.Q(("town_latitude__isnull", False), ("town_longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="office_town_point_has_both_numbers",
                        violation_error_message="Give both numbers for the middle of the town, or neither.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officeevent" ("about_en", "about_sr", "brand_colour", "contact_is_placeholder", "directions_en", "directions_sr", "email", "id", "latitude", "logo", "longitude", "name_en", "name_sr", "neutral_name_en", "neutral_name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "short_name_en", "short_name_sr", "street_en", "street_sr", "tagline_en", "tagline_sr", "town_en", "town_latitude", "town_longitude", "town_sr", "typed_latin") VALUES (NEW."about_en", NEW."about_sr", NEW."brand_colour", NEW."contact_is_placeholder", NEW."directions_en", NEW."directions_sr", NEW."email", NEW."id", NEW."latitude", NEW."logo", NEW."longitude", NEW."name_en", NEW."name_sr", NEW."neutral_name_en", NEW."neutral_name_sr", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."short_name_en", NEW."short_name_sr", NEW."street_en", NEW."street_sr", NEW."tagline_en", NEW."tagline_sr", NEW."town_en", NEW."town_latitude", NEW."town_longitude", NEW."town_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="0774397fd3a0a6072e3889449393e38a74fd8900",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c0cb7",
                            table="center_office",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "center_officeevent" ("about_en", "about_sr", "brand_colour", "contact_is_placeholder", "directions_en", "directions_sr", "email", "id", "latitude", "logo", "longitude", "name_en", "name_sr", "neutral_name_en", "neutral_name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "short_name_en", "short_name_sr", "street_en", "street_sr", "tagline_en", "tagline_sr", "town_en", "town_latitude", "town_longitude", "town_sr", "typed_latin") VALUES (NEW."about_en", NEW."about_sr", NEW."brand_colour", NEW."contact_is_placeholder", NEW."directions_en", NEW."directions_sr", NEW."email", NEW."id", NEW."latitude", NEW."logo", NEW."longitude", NEW."name_en", NEW."name_sr", NEW."neutral_name_en", NEW."neutral_name_sr", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."short_name_en", NEW."short_name_sr", NEW."street_en", NEW."street_sr", NEW."tagline_en", NEW."tagline_sr", NEW."town_en", NEW."town_latitude", NEW."town_longitude", NEW."town_sr", NEW."typed_latin"); RETURN NULL;',
                            hash="8cc9e6d24e2eee17dea1c493992eef410e645969",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a58be",
                            table="center_office",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officeevent" ("about_en", "about_sr", "brand_colour", "contact_is_placeholder", "directions_en", "directions_sr", "email", "id", "latitude", "logo", "longitude", "name_en", "name_sr", "neutral_name_en", "neutral_name_sr", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "short_name_en", "short_name_sr", "street_en", "street_sr", "tagline_en", "tagline_sr", "town_en", "town_latitude", "town_longitude", "town_sr", "typed_latin") VALUES (OLD."about_en", OLD."about_sr", OLD."brand_colour", OLD."contact_is_placeholder", OLD."directions_en", OLD."directions_sr", OLD."email", OLD."id", OLD."latitude", OLD."logo", OLD."longitude", OLD."name_en", OLD."name_sr", OLD."neutral_name_en", OLD."neutral_name_sr", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."postcode", OLD."short_name_en", OLD."short_name_sr", OLD."street_en", OLD."street_sr", OLD."tagline_en", OLD."tagline_sr", OLD."town_en", OLD."town_latitude", OLD."town_longitude", OLD."town_sr", OLD."typed_latin"); RETURN NULL;',
                            hash="585ea888ebbbe79c1754e89b6459cd4e15ef14c1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3fd00",
                            table="center_office",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateWindow",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "limit",
                "verbose_name_plural": "limits",
                "indexes": [models.Index(fields=["started_at"], name="rate_window_by_age")],
            },
        ),
        migrations.CreateModel(
            name="StoredMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("recipient", models.EmailField(max_length=254, verbose_name="recipient")),
                ("reply_to", models.EmailField(blank=True, max_length=254, verbose_name="answers go to")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
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
                    "body_text",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="center.StoredMail.body_text", verbose_name="text"
                    ),
                ),
                (
                    "body_html",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="center.StoredMail.body_html", verbose_name="text as HTML"
                    ),
                ),
                (
                    "calendar",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="center.StoredMail.calendar", verbose_name="calendar file"
                    ),
                ),
                ("calendar_method", models.CharField(blank=True, max_length=10)),
                (
                    "is_neutral",
                    models.BooleanField(default=False, verbose_name="without the name of the Center"),
                ),
                (
                    "is_secret",
                    models.BooleanField(default=False, verbose_name="contains a code or a personal link"),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="A code that is too old is not sent any more.",
                        null=True,
                        verbose_name="useless after",
                    ),
                ),
                ("message_id", models.CharField(max_length=200, unique=True, verbose_name="Message-ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("last_error", models.CharField(blank=True, max_length=200, verbose_name="last error")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="stored")),
                (
                    "queued_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="waiting since"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="text erased"),
                ),
            ],
            options={
                "verbose_name": "email message",
                "verbose_name_plural": "email messages",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["-created_at"], name="mail_by_age")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mail_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sent", "failed"])),
                        name="mail_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("calendar_method__in", ["", "PUBLISH", "REQUEST", "CANCEL"])),
                        name="mail_calendar_method_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_storedmailstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."attempts", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="9d48cc24b2c74df083e0941247d7744857d18d00",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2edab",
                            table="center_storedmail",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "center_storedmailstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."attempts", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="f74fb2ec04bee68bf4350448289c26dfbc569a18",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_547b8",
                            table="center_storedmail",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_storedmailstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."attempts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="40580e1dd2852b1a334bd61b5a74de4ef32510ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_473e0",
                            table="center_storedmail",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("recipient", center.base.phones.PhoneColumn(max_length=16, verbose_name="recipient")),
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
                    "body",
                    center.base.encryption.EncryptedTextField(
                        blank=True, context="center.StoredText.body", verbose_name="text"
                    ),
                ),
                ("thread", models.CharField(blank=True, max_length=60)),
                ("send_from", models.TimeField(default=datetime.time(8, 0), verbose_name="not before")),
                ("send_until", models.TimeField(default=datetime.time(21, 0), verbose_name="not after")),
                ("expires_at", models.DateTimeField(verbose_name="useless after")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("dropped", "Not needed any more"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("last_error", models.CharField(blank=True, max_length=200, verbose_name="last error")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="stored")),
                (
                    "queued_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="waiting since"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="text erased"),
                ),
            ],
            options={
                "verbose_name": "text message",
                "verbose_name_plural": "text messages",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["-created_at"], name="text_by_age"),
                    models.Index(
                        condition=models.Q(("state", "sent"), _negated=True),
                        fields=["thread"],
                        name="text_not_sent_by_thread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="text_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sent", "failed", "dropped"])),
                        name="text_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipient__regex", "^\\+[1-9][0-9]{6,14}$"),
                            models.Q(("erased_at__isnull", False), ("recipient", "")),
                            _connector="OR",
                        ),
                        name="text_recipient_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("send_from__gte", datetime.time(8, 0)),
                            ("send_from__lt", models.F("send_until")),
                            ("send_until__lte", datetime.time(21, 0)),
                        ),
                        name="text_goes_by_day",
                        violation_error_message="Texts are sent between 8 and 21 o’clock.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_storedtextstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."attempts", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="1da08596d371ed957e0be27d60cee106a3c4d403",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1c8f6",
                            table="center_storedtext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "center_storedtextstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."attempts", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="9eab1af5695900b39db828fffcec049fd962d443",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b27fb",
                            table="center_storedtext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_storedtextstateattemptsevent" ("attempts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."attempts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="fb9549e981b70bfbbaae416bbdf818bf4a5cd93a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3426f",
                            table="center_storedtext",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        default="sr",
                        help_text="Emails and the admin come in this language.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, help_text="May enter the admin.", verbose_name="staff"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off instead of deleting a person who left.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_unique_in_any_case",
                        violation_error_message="Somebody already uses this email address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["sr", "sr-latn", "en"])),
                        name="user_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", False), ("is_staff", True), _connector="OR"),
                        name="user_superuser_is_staff",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="4f560e277ef723e7e013e3902426ccf96f449b3d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_90483",
                            table="center_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "center_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="f522c3aa06939454963d3321e405e0b7eb30153e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f0d2e",
                            table="center_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."date_joined", OLD."email", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="0f77d07300c2d1091e1c8673aae36e680fcf25f6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7363c",
                            table="center_user",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRecord",
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                ("model", models.CharField(max_length=80, verbose_name="kind of record")),
                ("object_id", models.BigIntegerField(verbose_name="record")),
                ("purpose", models.CharField(max_length=80, verbose_name="purpose")),
                ("request_id", models.CharField(blank=True, max_length=32, verbose_name="request")),
                ("seen_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "access record",
                "verbose_name_plural": "access log",
                "ordering": ["-seen_at"],
                "indexes": [models.Index(fields=["model", "object_id"], name="access_by_record")],
            },
        ),
        migrations.CreateModel(
            name="OfficeEvent",
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
                        to="center.office",
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
                    "short_name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="Shown beside the mark in the header.",
                        max_length=60,
                        verbose_name="short name (Serbian)",
                    ),
                ),
                (
                    "short_name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=60, verbose_name="short name (English)"
                    ),
                ),
                (
                    "neutral_name_sr",
                    center.base.serbian_fields.SerbianCharField(
                        blank=True,
                        help_text="For people who must not be seen with the Center: their emails, messages and calendars use these words in place of its name, such as “Office in Jugovićeva Street”. Empty: “The office”.",
                        max_length=60,
                        verbose_name="neutral name (Serbian)",
                    ),
                ),
                (
                    "neutral_name_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=60, verbose_name="neutral name (English)"
                    ),
                ),
                (
                    "tagline_sr",
                    center.base.serbian_fields.SerbianCharField(
                        help_text="The first sentence of the home page.",
                        max_length=240,
                        verbose_name="what the office does, in one sentence (Serbian)",
                    ),
                ),
                (
                    "tagline_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True,
                        default="",
                        max_length=240,
                        verbose_name="what the office does, in one sentence (English)",
                    ),
                ),
                (
                    "street_sr",
                    center.base.serbian_fields.SerbianCharField(
                        max_length=120, verbose_name="street and number"
                    ),
                ),
                (
                    "street_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=120, verbose_name="street and number (English)"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator("^\\d{5}$", "A postcode has five digits.")
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("town_sr", center.base.serbian_fields.SerbianCharField(max_length=80, verbose_name="town")),
                (
                    "town_en",
                    center.base.bilingual.EnglishCharField(
                        blank=True, default="", max_length=80, verbose_name="town (English)"
                    ),
                ),
                (
                    "directions_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="The nearest bus stop, where to park, what the house looks like, which entrance, which floor, whether there are steps or a lift. Shown on the contact page, on the page of each visit to the office and in the emails about it. An empty line begins a new paragraph.",
                        verbose_name="how to get there (Serbian)",
                    ),
                ),
                (
                    "directions_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", verbose_name="how to get there (English)"
                    ),
                ),
                (
                    "about_sr",
                    center.base.serbian_fields.SerbianTextField(
                        blank=True,
                        help_text="The first paragraphs of the page about the Center.",
                        verbose_name="about the office (Serbian)",
                    ),
                ),
                (
                    "about_en",
                    center.base.bilingual.EnglishTextField(
                        blank=True, default="", verbose_name="about the office (English)"
                    ),
                ),
                ("phone", center.base.phones.PhoneColumn(blank=True, max_length=16, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                (
                    "contact_is_placeholder",
                    models.BooleanField(
                        default=False,
                        help_text="The public pages then say that they are examples. Turn it off once both are real.",
                        verbose_name="phone and email are examples",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of the entrance, for the map: in any map on the internet press on the place (with a mouse, the right button) and copy the two numbers, for example 43.58 and 21.334. The latitude comes first.",
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
                    "town_latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="A place that everybody knows, such as the main square. The map then says how far the office is from it. If it is the same point as above, pages say that the map shows the town and not the entrance.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-90")),
                            django.core.validators.MaxValueValidator(Decimal("90")),
                        ],
                        verbose_name="middle of the town: latitude",
                    ),
                ),
                (
                    "town_longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-180")),
                            django.core.validators.MaxValueValidator(Decimal("180")),
                        ],
                        verbose_name="middle of the town: longitude",
                    ),
                ),
                (
                    "logo",
                    models.ImageField(
                        blank=True,
                        help_text="PNG, JPEG or WebP up to 2 MB. Without one the portal's own mark is shown.",
                        upload_to="office/",
                        verbose_name="logo",
                    ),
                ),
                (
                    "brand_colour",
                    models.CharField(
                        blank=True,
                        help_text="Buttons and the current item. It must be readable on white and on paper; empty keeps brick.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}$",
                                "Write a colour as # and six digits, for example #8F2F24.",
                            )
                        ],
                        verbose_name="main colour",
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
                            hash="ad9b193ffbeda9edccd646869ab906c5d52e759f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4bf69",
                            table="center_officeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="center.office"
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
                "verbose_name": "office hours",
                "verbose_name_plural": "office hours",
                "ordering": ["weekday", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="office_hours_close_after_opening",
                        violation_error_message="The office must close later than it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))), name="office_hours_day_is_known"
                    ),
                    models.UniqueConstraint(
                        fields=("office", "weekday", "opens"), name="office_hours_unique"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officehoursevent" ("closes", "id", "office_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (NEW."closes", NEW."id", NEW."office_id", NEW."opens", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."weekday"); RETURN NULL;',
                            hash="ce8f30c1bd4cd7fe607a30be811953461d6f6a21",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2df85",
                            table="center_officehours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "center_officehoursevent" ("closes", "id", "office_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (NEW."closes", NEW."id", NEW."office_id", NEW."opens", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."weekday"); RETURN NULL;',
                            hash="0d0cdcc283ab86a97e5dee72136f98fc1f132521",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3850b",
                            table="center_officehours",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officehoursevent" ("closes", "id", "office_id", "opens", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "weekday") VALUES (OLD."closes", OLD."id", OLD."office_id", OLD."opens", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."weekday"); RETURN NULL;',
                            hash="c7fd53b52946d23d17df5baa9c222b59ba7f84c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54311",
                            table="center_officehours",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="center.office"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("web", "Website"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("url", models.URLField(max_length=300, verbose_name="address")),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "constraints": [
                    models.UniqueConstraint(fields=("office", "kind"), name="office_link_one_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("url__startswith", "https://")),
                        name="office_link_is_https",
                        violation_error_message="The address must begin with https://.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officelinkevent" ("id", "kind", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."id", NEW."kind", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."url"); RETURN NULL;',
                            hash="ce92d514ab1a7d1d1260ac19732f895f6ecff87a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_322dc",
                            table="center_officelink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "center_officelinkevent" ("id", "kind", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (NEW."id", NEW."kind", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."url"); RETURN NULL;',
                            hash="991fa75ec8374007833e4c41a719362206db86a2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a450f",
                            table="center_officelink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_officelinkevent" ("id", "kind", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url") VALUES (OLD."id", OLD."kind", OLD."office_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."url"); RETURN NULL;',
                            hash="b9d00f475c5a778e28681c5ed8bc484ddad5046f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3ca73",
                            table="center_officelink",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", center.base.person_names.PersonNameColumn(max_length=120, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email")),
                ("text", models.TextField(max_length=4000, verbose_name="question")),
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
                        choices=[("new", "New"), ("answered", "Answered"), ("spam", "Unwanted")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                (
                    "answered_by",
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
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__iregex", "://|www\\.|@"), _negated=True),
                        name="question_name_is_no_address",
                        violation_error_message="Please write only a name here, without web or email addresses and without hidden characters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="question_can_be_answered",
                        violation_error_message="Give a phone number or an email address, so that we can answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="question_answered_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "answered", "spam"])),
                        name="question_state_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_questionstateansweredbyansweredatevent" ("answered_at", "answered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="2fb72feea83d62987d7764904dcb58e7740ff0ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_68707",
                            table="center_question",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "center_questionstateansweredbyansweredatevent" ("answered_at", "answered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="ea022e9407f9473e9870267588dce1c5c95bcc39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_29814",
                            table="center_question",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_questionstateansweredbyansweredatevent" ("answered_at", "answered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."answered_at", OLD."answered_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="fbc57670f5d987ffab01529bd14bef2dcdc896d8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_945c3",
                            table="center_question",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                ("is_dry", models.BooleanField(editable=False, verbose_name="report only")),
                ("report", models.JSONField(default=list, editable=False)),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed"),
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
            ],
            options={
                "verbose_name": "report of what goes by itself",
                "verbose_name_plural": "reports of what goes by itself",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="retention_run_confirmed_has_who_and_when",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_retentionrunevent" ("confirmed_at", "confirmed_by_id", "id", "is_dry", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."is_dry", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report"); RETURN NULL;',
                            hash="5e418349652a96fac182fc5b0a4948173469deca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3da74",
                            table="center_retentionrun",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "center_retentionrunevent" ("confirmed_at", "confirmed_by_id", "id", "is_dry", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."is_dry", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report"); RETURN NULL;',
                            hash="54d9c7b594c083aaafe3dd0a4f519054f0c63a13",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3935a",
                            table="center_retentionrun",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "center_retentionrunevent" ("confirmed_at", "confirmed_by_id", "id", "is_dry", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."id", OLD."is_dry", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report"); RETURN NULL;',
                            hash="8b3eb08bfc2dd80b37765011e0d1dfabb1e6ec09",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_298d4",
                            table="center_retentionrun",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffAction",
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
                            ("invited", "Invited"),
                            ("roles_changed", "Roles changed"),
                            ("access_ended", "Access ended"),
                            ("second_factor_reset", "Second factor reset"),
                        ],
                        max_length=30,
                        verbose_name="what",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose account",
                    ),
                ),
                ("roles", models.CharField(blank=True, max_length=200, verbose_name="roles since then")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("request_id", models.CharField(blank=True, max_length=32, verbose_name="request")),
                ("done_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "change to staff",
                "verbose_name_plural": "changes to staff",
                "ordering": ["-done_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["invited", "roles_changed", "access_ended", "second_factor_reset"])
                        ),
                        name="staff_action_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("user")), _negated=True),
                        name="staff_action_not_on_oneself",
                        violation_error_message="Nobody changes their own access; ask another coordinator.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="staff_action_only_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="020ff44724ea50f9469c0936ae173c6db78c6da2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_staff_action_only_added_2a41c",
                            table="center_staffaction",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredMailStateAttemptsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_attempts_events",
                        to="center.storedmail",
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
                            ("queued", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e3260e8225783d7f98bdd6b53a3f2d392d72493b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b0752",
                            table="center_storedmailstateattemptsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredTextStateAttemptsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_attempts_events",
                        to="center.storedtext",
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
                            ("queued", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("dropped", "Not needed any more"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e07c3d479dccc15e57a9d391316b9486a81d8c81",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d77f",
                            table="center_storedtextstateattemptsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
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
                        to=settings.AUTH_USER_MODEL,
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
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="email")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("sr", "Serbian, Cyrillic"),
                            ("sr-latn", "Serbian, Latin"),
                            ("en", "English"),
                        ],
                        default="sr",
                        help_text="Emails and the admin come in this language.",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, help_text="May enter the admin.", verbose_name="staff"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Turn this off instead of deleting a person who left.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
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
                            hash="9d1fde7351c72f25d5e3a1fc0317c13d184e41cf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b17c2",
                            table="center_userevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHoursEvent",
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
                        to="center.officehours",
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
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="center.office",
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
                            hash="d248160bf8e409014aea7aeacee71819c7d188b8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_589e1",
                            table="center_officehoursevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeLinkEvent",
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
                        to="center.officelink",
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
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="center.office",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("web", "Website"),
                            ("facebook", "Facebook"),
                            ("instagram", "Instagram"),
                            ("linkedin", "LinkedIn"),
                            ("youtube", "YouTube"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("url", models.URLField(max_length=300, verbose_name="address")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6b50b5e3a006cd05a351c4192073688a9c48aab0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4c47",
                            table="center_officelinkevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionStateAnsweredByAnsweredAtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="state_answered_by_answered_at_events",
                        to="center.question",
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
                        choices=[("new", "New"), ("answered", "Answered"), ("spam", "Unwanted")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "answered_by",
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
                (
                    "answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered"),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8dafa9459db27f3c762e7a0e9e2bed790217feaa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a3ec4",
                            table="center_questionstateansweredbyansweredatevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRunEvent",
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
                        to="center.retentionrun",
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
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                ("is_dry", models.BooleanField(editable=False, verbose_name="report only")),
                ("report", models.JSONField(default=list, editable=False)),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="confirmed"),
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="40da6484769a0f47670b8c50257d167b27a41e88",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_50d1b",
                            table="center_retentionrunevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        install_triggers("center"),
        migrations.RunSQL(FORGET_HISTORY_CREATE, FORGET_HISTORY_DROP),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
