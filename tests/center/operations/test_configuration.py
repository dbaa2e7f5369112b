"""What is wrong with the variables of docs/production.md is said in a sentence that names the fix."""

import ast
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from center import starting
from center.base.backup import sealing
from center.base.encryption import new_key
from center.checks.rules import found_at_start
from center.checks.server import DEMO_DOMAIN
from center.demo_data import LOGINS

CHECKOUT = Path(__file__).resolve().parents[3]
KEY = new_key("first")
BACKUP_KEY, _ = sealing.new_key()
STRONG = "k7Jw-" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
Load = Callable[..., SimpleNamespace]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Read the settings as production does, with some variables changed; an empty one is not set."""
    for name in ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "STATIC_ROOT"):
        (tmp_path / name).mkdir()
    (tmp_path / "STATIC_ROOT" / "staticfiles.json").touch()
    sound = {name: str(tmp_path / name) for name in ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "STATIC_ROOT")} | {
        "SECRET_KEY": STRONG,
        "FIELD_KEYS": KEY,
        "ALLOWED_HOSTS": "portal.example.rs",
        "BASE_URL": "https://portal.example.rs/",
        "DATABASE_URL": "postgresql://portal_app:password@127.0.0.1:5432/portal",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.rs:587",
        "DEFAULT_FROM_EMAIL": "office@example.rs",
        "TRUSTED_PROXIES": "1",
        "BACKUP_RECIPIENT": BACKUP_KEY,
    }

    def read(**changed: str) -> SimpleNamespace:
        for name in documented():
            monkeypatch.delenv(name, raising=False)
        for name, value in {**sound, **changed}.items():
            monkeypatch.setenv(name, value)
        values = runpy.run_path(str(CHECKOUT / "center" / "settings.py"))
        return SimpleNamespace(**{name: value for name, value in values.items() if name.isupper()})

    return read


def documented() -> set[str]:
    """Return the variables in the table of docs/production.md."""
    lines = (CHECKOUT / "docs" / "production.md").read_text(encoding="utf-8").splitlines()
    first_cells = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name for cell in first_cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def test_the_table_of_variables_names_exactly_those_that_are_read() -> None:
    read = set()
    for file in CHECKOUT.glob("center/**/*.py"):
        text = file.read_text(encoding="utf-8")
        if "env" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                read.add(str(node.args[0].value))
    assert documented() == read


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY (or SECRET_KEY_FILE) is not set. Set it to 50 or more random"),
        ("FIELD_KEYS", "", "FIELD_KEYS (or FIELD_KEYS_FILE) is not set. docs/production.md has the line"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS (or ALLOWED_HOSTS_FILE) is not set. Name the portal's hosts"),
        ("BASE_URL", "", "BASE_URL (or BASE_URL_FILE) is not set. Set it to the portal's address"),
        ("BASE_URL", "http://portal.example.rs", "BASE_URL must look like https://portal.example.rs"),
        ("BASE_URL", "https://portal.example.rs/sr/", "nothing behind it"),
        ("BASE_URL", "portal.example.rs", "BASE_URL must look like https://portal.example.rs"),
        (
            "DATABASE_URL",
            "",
            "DATABASE_URL (or DATABASE_URL_FILE) is not set. Set it to the application's role",
        ),
        ("DATABASE_URL", "mysql://a@b/c", "DATABASE_URL must look like postgresql://user:password@host"),
        ("DATABASE_URL", "postgresql://a:b#c@d:x/e", "special characters of the password are written as %40"),
        ("DATABASE_OWNER_URL", "sqlite:///x", "DATABASE_OWNER_URL must look like postgresql://"),
        ("DATABASE_POOL", "-1", "DATABASE_POOL must be 0 or more, not -1."),
        ("EMAIL_URL", "", "EMAIL_URL (or EMAIL_URL_FILE) is not set. Set it to smtp+tls://"),
        (
            "EMAIL_URL",
            "smtp+tls://a:b@mail:many",
            "EMAIL_URL must look like smtp+tls://user:password@host:587",
        ),
        (
            "DEFAULT_FROM_EMAIL",
            "",
            "DEFAULT_FROM_EMAIL (or DEFAULT_FROM_EMAIL_FILE) is not set. Set it to the",
        ),
        ("CACHE_URL", "locmem://", "CACHE_URL must look like db://table or redis://host:6379/0."),
        ("CACHE_URL", "redis://", "CACHE_URL must look like db://table or redis://host:6379/0."),
        ("MEDIA_URL", "/media", "with a slash at its end"),
        ("MEDIA_URL", "/", "MEDIA_URL must look like /media/"),
        ("SMS_URL", "http://sms.example.rs", "SMS_URL must look like https+gateway://"),
        ("MAP_TILES_URL", "http://tiles.example.org", "MAP_TILES_URL must look like https://tiles.example"),
        ("OPEN_DATA_LICENCE", "CC BY", "OPEN_DATA_LICENCE must be the address of a page"),
        ("TRUSTED_PROXIES", "one", "TRUSTED_PROXIES must be a whole number, not 'one'."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES must be 0 or more, not -1."),
        ("NEWSLETTER_PER_MINUTE", "0", "NEWSLETTER_PER_MINUTE must be 1 or more, not 0."),
        ("DOCUMENT_MEGABYTES", "0", "DOCUMENT_MEGABYTES must be 1 or more, not 0."),
        ("SECOND_FACTOR_REQUIRED", "perhaps", "SECOND_FACTOR_REQUIRED must be 1 or 0, not 'perhaps'."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of INFO, DEBUG, WARNING, ERROR, CRITICAL, not 'loud'."),
        ("SECRET_KEY_FILE", "/nowhere/key", "SECRET_KEY_FILE names /nowhere/key, which cannot be read"),
    ],
)
def test_what_is_missing_or_misspelt_stops_the_start_with_a_sentence(
    load: Load, name: str, value: str, sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        load(**{name: value}, **({"SECRET_KEY": ""} if name == "SECRET_KEY_FILE" else {}))


def test_a_sound_configuration_is_not_complained_about(load: Load) -> None:
    assert found_at_start(load()) == []


@pytest.mark.each
@pytest.mark.parametrize(
    ("changed", "identifier", "fix"),
    [
        ({"SECRET_KEY": "short"}, "E003", "Make 50 or more random characters"),
        ({"SECRET_KEY": "ab" * 40}, "E003", "Make 50 or more random characters"),
        ({"SECRET_KEY_FALLBACKS": "old"}, "E003", "Make 50 or more random characters"),
        ({"SECRET_KEY_FALLBACKS": STRONG}, "W004", "Make a new SECRET_KEY"),
        ({"FIELD_KEYS": "first:c2hvcnQ="}, "E001", "manage.py new_field_key"),
        ({"FIELD_KEYS": f"{KEY},{KEY}"}, "E001", "manage.py new_field_key"),
        ({"SECRET_KEY": KEY.partition(":")[2] + "x" * 9}, "E004", "a key of its own"),
        ({"METRICS_TOKEN": "short"}, "E005", "Make 32 or more random characters"),
        ({"ALLOWED_HOSTS": "*"}, "E006", "Name the portal's own hosts"),
        ({"ALLOWED_HOSTS": "portal.example.rs,https://x.rs"}, "E007", "without https://, port or path"),
        ({"ALLOWED_HOSTS": "portal.example.rs,x.rs:443"}, "E007", "without https://, port or path"),
        ({"ALLOWED_HOSTS": "other.example.rs"}, "E008", "Add portal.example.rs to ALLOWED_HOSTS"),
        ({"CSRF_TRUSTED_ORIGINS": "http://x.example.rs"}, "E009", "Write https://other.example.rs"),
        ({"TRUSTED_PROXIES": "0"}, "W005", "1 with deploy/nginx.conf"),
        ({"DEMO": "1", "SMS_URL": "console:"}, "E010", "Unset DEMO"),
        ({"DEFAULT_FROM_EMAIL": "the office"}, "E011", "Set it to office@example.rs"),
        ({"EMAIL_URL": "smtp://user:password@mail.example.rs"}, "E012", "Begin EMAIL_URL with smtp+tls://"),
        ({"EMAIL_URL": "smtp://mail.example.rs"}, "W006", "Begin EMAIL_URL with smtp+tls://"),
        ({"EMAIL_URL": "dummy://"}, "W007", "Set it to smtp+tls://"),
        ({"DATABASE_URL": "postgresql://a:b@db.example.rs/portal"}, "W008", "?sslmode=verify-full"),
        (
            {"DATABASE_URL": "postgresql://a:b@db.example.rs/p?sslmode=require"},
            "W008",
            "?sslmode=verify-full",
        ),
        ({"DATABASE_OWNER_URL": "postgresql://a:b@192.0.2.1/portal"}, "W008", "?sslmode=verify-full"),
        ({"CACHE_URL": "redis://cache.example.rs:6379/0"}, "W009", "rediss://"),
        ({"DATABASE_OWNER_URL": "postgresql://portal_app:b@localhost/portal"}, "W001", "DATABASE_OWNER_URL"),
        ({"BACKUP_RECIPIENT": ""}, "W040", "manage.py new_backup_key"),
        ({"SECOND_FACTOR_REQUIRED": "0"}, "W002", "Unset SECOND_FACTOR_REQUIRED"),
        ({"MEDIA_ROOT": "/nowhere/media"}, "E013", "install -d -o portal -g portal /nowhere/media"),
        ({"PRIVATE_MEDIA_ROOT": "/nowhere/private"}, "E013", "install -d"),
        ({"STATIC_ROOT": "/nowhere/static"}, "E015", "collectstatic --no-input"),
        ({"PLACES_FILE": "/nowhere/places.csv"}, "E016", "docs/another_town.md"),
    ],
)
def test_what_is_dangerous_is_named_with_its_fix(
    load: Load, changed: dict[str, str], identifier: str, fix: str
) -> None:
    found = found_at_start(load(**changed))
    assert [message.id for message in found] == [f"center.{identifier}"]
    assert fix in str(found[0].hint)


def test_a_folder_without_right_to_write_is_named(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To root every folder is open, so it is a file system that lets nobody write.
    found = found_at_start(load(MEDIA_ROOT="/proc/sys"))
    assert [(message.id, "ReadWritePaths" in str(message.hint)) for message in found] == [
        ("center.E014", True)
    ]


def test_the_database_the_cache_and_the_mail_server_of_this_machine_need_no_encryption(load: Load) -> None:
    settings = load(
        DATABASE_URL="postgresql://a:b@/portal?host=/run/postgresql",
        DATABASE_OWNER_URL="postgresql://o:b@database/portal",
        CACHE_URL="redis://127.0.0.1:6379/0",
        EMAIL_URL="smtp://localhost",
    )
    assert found_at_start(settings) == []


@pytest.mark.parametrize("hosts", ["localhost,127.0.0.1,[::1]", "192.168.1.7,box.local,office-pc"])
def test_the_demo_may_be_shown_inside_the_house(load: Load, hosts: str) -> None:
    assert found_at_start(load(DEMO="1", ALLOWED_HOSTS=hosts, BASE_URL="http://localhost:8000")) == []


def test_web_and_worker_do_not_begin_with_what_is_dangerous(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "settings", load(ALLOWED_HOSTS="*", SECRET_KEY="short"))
    with pytest.raises(ImproperlyConfigured, match=r"The portal does not start\.\n- .*E006\)\n- .*E003\)"):
        starting.refuse_unsound_start()


def test_web_and_worker_must_not_know_who_owns_the_tables(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = "postgresql://portal_owner:password@127.0.0.1:5432/portal"
    monkeypatch.setattr(starting, "settings", load(DATABASE_OWNER_URL=owner))
    with pytest.raises(
        ImproperlyConfigured, match=r"whoever breaks in could rewrite history.*a file of its own"
    ):
        starting.refuse_unsound_start()


def test_what_is_only_doubtful_is_logged_at_the_start(
    load: Load, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(starting, "settings", load(TRUSTED_PROXIES="0"))
    starting.refuse_unsound_start()
    assert [record.name for record in caplog.records] == ["center.start"]
    assert "TRUSTED_PROXIES is 0" in caplog.text


def test_every_account_of_the_demo_is_known_by_its_address() -> None:
    assert {email[email.index("@") :] for _, email, _ in LOGINS} == {DEMO_DOMAIN}
