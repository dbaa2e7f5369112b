"""Checkouts and processes for the tests of the start; everything lies in temporary folders."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from center.base.backup import sealing
from center.base.local.postgres import APPLICATION, OWNER, LocalPostgres
from center.base.local.state import LocalFolder
from tests.plugin import in_memory
from tests.start.checkouts import Checkout

# A pair of halves; the private one is given to a restore only.
PUBLIC, PRIVATE = sealing.new_key()
# What the surrounding test run has set for itself.
PORTAL_VARIABLES = (
    *("DATABASE_URL", "DATABASE_OWNER_URL", "TEST_APPLICATION_URL", "SECRET_KEY", "FIELD_KEYS", "DEMO"),
    *("ALLOWED_HOSTS", "BASE_URL", "STATIC_ROOT", "MEDIA_ROOT", "PRIVATE_MEDIA_ROOT"),
    *("ERASURE_LOG", "BACKUP_RECIPIENT", "BACKUP_KEY"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "SMS_URL"),
    "SECOND_FACTOR_REQUIRED",
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short temporary folder that other accounts may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="center-portal-start-", dir=in_memory()) as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="session")
def clean_environment() -> dict[str, str]:
    """The environment of a newcomer's shell."""
    return {name: value for name, value in os.environ.items() if name not in PORTAL_VARIABLES}


@pytest.fixture
def checkout(folder: Path, clean_environment: dict[str, str]) -> Checkout:
    return Checkout(folder / "portal", clean_environment)


@pytest.fixture(scope="session")
def prepared(clean_environment: dict[str, str]) -> Iterator[Checkout]:
    """A checkout whose demo was prepared once; every test leaves it stopped."""
    with tempfile.TemporaryDirectory(prefix="center-portal-start-", dir=in_memory()) as name:
        Path(name).chmod(0o711)
        checkout = Checkout(Path(name) / "portal", clean_environment)
        checkout.run("demo", "--no-serve")
        yield checkout


@pytest.fixture
def portal(prepared: Checkout) -> Iterator[tuple[Checkout, LocalPostgres]]:
    """The prepared checkout and its server, which runs."""
    folder = LocalFolder(prepared.path / ".local")
    before = prepared.environment
    with LocalPostgres(prepared.path, folder) as server:
        prepared.environment = before | {
            "DEMO": "1",
            "SECRET_KEY": server.state.secret_key,
            "FIELD_KEYS": server.state.field_keys,
            "DATABASE_URL": server.url(APPLICATION),
            "DATABASE_OWNER_URL": server.url(OWNER),
            "MEDIA_ROOT": str(prepared.path / ".local" / "media"),
            "PRIVATE_MEDIA_ROOT": str(prepared.path / ".local" / "private"),
            "ERASURE_LOG": str(prepared.path / ".local" / "log" / "erasures.jsonl"),
            "BACKUP_RECIPIENT": PUBLIC,
        }
        yield prepared, server
    prepared.environment = before
