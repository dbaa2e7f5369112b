"""Keys change while the portal runs: nobody's words are lost, and no old key is left in use."""

import base64
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from center.base import encryption
from center.models import StoredMail
from center.services import keys
from center.services.newsletter.forgetting import fingerprints
from tests.center.factories import make_mail

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
MAILS, ROUNDS = 30, 20


def key_of(pk: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(body_text, ':', 1) FROM center_storedmail WHERE id = %s", [pk])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_what_people_save_while_the_keys_change_is_what_stays(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    pks = [make_mail(body_text=f"{number}: 0").pk for number in range(MAILS)]
    settings.FIELD_KEYS = [NEW, OLD]
    begun, failures = threading.Barrier(3), []

    def write(mine: list[int]) -> None:
        try:
            begun.wait()
            for turn in range(1, ROUNDS + 1):
                for pk in mine:
                    mail = StoredMail.objects.get(pk=pk)
                    # Nobody else writes to it, so what was read is what was saved.
                    assert mail.body_text.endswith(f": {turn - 1}")
                    mail.body_text = f"{pk}: {turn}"
                    mail.save(update_fields=["body_text"])
        except BaseException as error:  # noqa: BLE001 -- told below
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(pks[half::2],)) for half in (0, 1)]
    for writer in writers:
        writer.start()
    begun.wait()
    for _ in range(ROUNDS):
        keys.rotate_field(StoredMail, StoredMail._meta.get_field("body_text"), using="default")
    for writer in writers:
        writer.join()
    call_command("rotate_field_keys")

    settings.FIELD_KEYS = [NEW]
    assert failures == []
    assert [StoredMail.objects.get(pk=pk).body_text for pk in pks] == [f"{pk}: {ROUNDS}" for pk in pks]
    assert keys.in_use(using="default").keys() == {"new"}


@pytest.mark.django_db(transaction=True)
def test_a_web_process_with_the_older_list_is_noticed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FIELD_KEYS = [NEW, OLD]
    rotate = keys.rotate_second_factors

    def and_somebody_writes() -> int:
        settings.FIELD_KEYS = [OLD]
        make_mail(body_text="писмо")
        settings.FIELD_KEYS = [NEW, OLD]
        return rotate()

    monkeypatch.setattr(keys, "rotate_second_factors", and_somebody_writes)
    with pytest.raises(CommandError, match=r"Still in use: old \(\d+\)\. Restart web and worker"):
        call_command("rotate_field_keys")
    monkeypatch.undo()
    call_command("rotate_field_keys")


ROTATE = """
import django
django.setup()
from center.services import keys
real = keys.encrypt
count = 0
def encrypt(*values):
    global count
    count += 1
    if count == 250:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*values)
keys.encrypt = encrypt
from django.core.management import call_command
call_command("rotate_field_keys")
"""


@pytest.mark.django_db(transaction=True)
def test_a_rotation_that_is_killed_is_finished_by_the_next_one(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    StoredMail.objects.bulk_create(
        StoredMail(kind="test", recipient="a@example.org", subject="Тест", body_text=f"писмо {number}")
        for number in range(300)
    )
    found = connection.settings_dict
    address = (
        f"postgresql://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
    )
    environment: dict[str, Any] = os.environ | {
        "DATABASE_URL": address,
        "FIELD_KEYS": f"{NEW},{OLD}",
        "DJANGO_SETTINGS_MODULE": "center.settings",
    }
    environment.pop("DATABASE_OWNER_URL", None)
    root = Path(__file__).resolve().parent.parent.parent
    killed = subprocess.run([sys.executable, "-c", ROTATE], check=False, cwd=root, env=environment)
    assert killed.returncode == -signal.SIGKILL
    settings.FIELD_KEYS = [NEW, OLD]
    halfway = keys.in_use(using="default")
    assert (halfway["new"] > 0, halfway["old"] > 0) == (True, True)
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]
    assert sorted(StoredMail.objects.values_list("body_text", flat=True)) == sorted(
        f"писмо {number}" for number in range(300)
    )


@pytest.mark.django_db
def test_a_new_secret_key_ends_no_session_and_breaks_no_link(
    settings: Settings, client: Client, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("mila@example.org", name="Мила")
    client.force_login(user)
    link, print_of = signing.dumps("7", salt="test"), fingerprints("mila@example.org")[0]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50
    assert client.get("/sr/account/data/").wsgi_request.user == user
    assert signing.loads(link, salt="test") == "7"
    assert fingerprints("mila@example.org")[1:] == [print_of]
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(signing.BadSignature):
        signing.loads(link, salt="test")
    assert fingerprints("mila@example.org")[0] != print_of


def test_derived_keys_differ_for_each_purpose_and_each_key(settings: Settings) -> None:
    settings.FIELD_KEYS = [NEW, OLD]
    found = {encryption.derived_key(key, purpose) for key in ("new", "old") for purpose in (b"one", b"other")}
    assert len(found) == 4
    assert all(len(key) == 32 for key in found)
