"""The files of `deploy/`: nobody runs them here; they are read as their programs do, and what they name is there."""

import ast
import configparser
import re
import shlex
import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.test import Client

from center.checks.server import EXTENSIONS
from tests.center.operations.test_configuration import documented

CHECKOUT = Path(__file__).resolve().parents[3]
DEPLOY = CHECKOUT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
INSTRUCTIONS = {"FROM", "ENV", "RUN", "COPY", "WORKDIR", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"}


def instructions() -> list[tuple[str, str]]:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    return [
        (line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines if line and not line.startswith("#")
    ]


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def unit(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read a unit: a name may stand several times, and each counts."""
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            found[section] = {}
        elif line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            found[section].setdefault(name, []).append(value)
    return found


def portal_variables(names: set[str]) -> set[str]:
    """Return the names as docs/production.md writes them, without those of other programs."""
    return {name.removesuffix("_FILE") for name in names} - {
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONUNBUFFERED",
    }


def known_variables() -> set[str]:
    """Return those of the portal and those of gunicorn's configuration, which the guide names in its text."""
    text = (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")
    ours = set(re.findall(r'environ\.get\("(\w+)"', text))
    guide = (CHECKOUT / "docs" / "production.md").read_text(encoding="utf-8")
    assert {name for name in ours if f"`{name}`" not in guide} == set()
    return documented() | ours


# --- Container ---------------------------------------------------------------------------------------------------


def test_every_line_of_the_container_file_is_an_instruction() -> None:
    assert {name for name, _ in instructions()} <= INSTRUCTIONS
    assert instructions()[0][0] == "FROM"


def test_the_container_runs_as_nobody_special_and_says_whether_it_lives() -> None:
    last = [number for number, (name, _) in enumerate(instructions()) if name == "FROM"][-1]
    final = dict(instructions()[last:])
    assert final["USER"] == "10001:10001"
    program = ast.literal_eval(final["HEALTHCHECK"].partition("CMD ")[2])
    assert (DEPLOY.parent / program[1]).is_file()
    command = ast.literal_eval(final["CMD"])
    assert (command[0], (CHECKOUT / command[2]).is_file(), command[3]) == ("gunicorn", True, "center.wsgi")


def test_no_layer_of_the_container_keeps_a_secret() -> None:
    kept = {
        name for keyword, rest in instructions() if keyword == "ENV" for name in re.findall(r"(\w+)=", rest)
    }
    assert {name for name in kept if re.search("KEY|TOKEN|PASSWORD|DATABASE|EMAIL|DEMO", name)} == set()
    left_out = (CHECKOUT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".local", "deploy/secrets", "*.env", "private-media"} <= set(left_out)
    assert (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines() == left_out


def test_the_container_file_names_variables_and_files_that_exist() -> None:
    named = {
        name
        for keyword, rest in instructions()
        if keyword == "ENV"
        for name in re.findall(r"([A-Z_]+)=", rest)
    }
    assert (
        portal_variables(named) - {"PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"} <= known_variables()
    )
    copied = [
        rest.split()[0] for keyword, rest in instructions() if keyword == "COPY" and "--from" not in rest
    ]
    assert copied == ["requirements.txt", "."]


# --- Compose -----------------------------------------------------------------------------------------------------


def test_the_parts_of_the_portal_wait_for_each_other() -> None:
    services = compose()["services"]
    assert set(services) == {"database", "migrate", "web", "worker", "backup"}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {
            "database": {"condition": "service_healthy"},
            "migrate": {"condition": "service_completed_successfully"},
        }
    assert services["web"]["environment"]["GUNICORN_WORKERS"] == "2"
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_only_commands_know_who_owns_the_tables() -> None:
    services = compose()["services"]
    know = {name for name, each in services.items() if "database_owner_url" in each["secrets"]}
    told = {name for name, each in services.items() if "DATABASE_OWNER_URL_FILE" in each["environment"]}
    assert know == told == {"migrate", "backup"}


def test_every_secret_is_a_file_and_every_variable_is_documented() -> None:
    read = compose()
    for name, service in read["services"].items():
        assert set(service["secrets"]) <= set(read["secrets"])
        for variable, value in service["environment"].items():
            assert not (
                re.search("KEY|PASSWORD|TOKEN|_URL", variable) and not variable.endswith("_FILE")
            ) or (variable == "BASE_URL"), (name, variable)
            if variable.endswith("_FILE"):
                assert value.removeprefix("/run/secrets/") in service["secrets"]
        if name != "database":
            assert portal_variables(set(service["environment"])) <= known_variables()
    assert {each["file"].split("/")[0] for each in read["secrets"].values()} == {"secrets"}


def test_the_portals_containers_can_change_nothing_but_their_volumes() -> None:
    read = compose()
    for name, service in read["services"].items():
        assert {volume.split(":")[0] for volume in service["volumes"] if volume[0] != "."} <= set(
            read["volumes"]
        )
        assert set(service["networks"]) <= set(read["networks"])
        if name != "database":
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
            assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_commands_in_compose_exist() -> None:
    services = compose()["services"]
    ours = [each for name, each in services.items() if name != "database"]
    words = [" ".join(each["command"]) for each in ours if "command" in each]
    assert {re.search(r"manage\.py (\w+)", each)[1] for each in words} <= set(get_commands())  # type: ignore[index]
    assert (CHECKOUT / services["web"]["build"]["dockerfile"]).is_file()


def test_the_database_is_made_as_the_guide_says() -> None:
    script = (DEPLOY / "postgres" / "roles.sh").read_text(encoding="utf-8")
    guide = (CHECKOUT / "docs" / "production.md").read_text(encoding="utf-8")
    for statement in (
        "CREATE DATABASE portal OWNER portal_owner TEMPLATE template0 ENCODING 'UTF8'",
        "REVOKE ALL ON",
    ):
        assert statement in script
        assert statement in guide
    assert all(f"`{name}`" in guide for name in EXTENSIONS)
    subprocess.run(["sh", "-n", str(DEPLOY / "postgres" / "roles.sh")], check=True)
    mounted = [volume for volume in compose()["services"]["database"]["volumes"] if volume.startswith("./")]
    assert [(DEPLOY / volume.split(":")[0]).is_file() for volume in mounted] == [True]


# --- systemd, cron -----------------------------------------------------------------------------------------------


@pytest.mark.each
@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_locked_in_and_names_what_exists(path: Path) -> None:
    service = unit(path)["Service"]
    assert (service["User"], service["WorkingDirectory"]) == (["portal"], ["/srv/portal"])
    for name, value in {
        "NoNewPrivileges": "true",
        "ProtectSystem": "strict",
        "ProtectHome": "true",
        "PrivateDevices": "true",
        "CapabilityBoundingSet": "",
        "SystemCallFilter": "@system-service",
    }.items():
        assert service[name][0] == value
    words = shlex.split(service["ExecStart"][0])
    if "gunicorn" in words:
        assert (CHECKOUT / words[words.index("--config") + 1]).is_file()
        assert words[-1] == "center.wsgi"
    else:
        command = re.search(r"manage\.py (\w+)", service["ExecStart"][0])
        assert command
        assert command[1] in get_commands()


def test_web_and_worker_are_not_given_the_file_of_the_owner() -> None:
    given = {path.name: unit(path)["Service"]["EnvironmentFile"] for path in SERVICES}
    assert given == {
        "portal-backup.service": ["/etc/portal/env", "/etc/portal/owner"],
        "portal-web.service": ["/etc/portal/env"],
        "portal-worker.service": ["/etc/portal/env"],
    }


def test_a_stop_gives_requests_and_jobs_the_time_that_they_are_promised(settings: Any) -> None:
    gunicorn = {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse((DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    seconds = {path.stem: int(unit(path)["Service"].get("TimeoutStopSec", ["0"])[0]) for path in SERVICES}
    grace = {name: each.get("stop_grace_period") for name, each in compose()["services"].items()}
    assert gunicorn["graceful_timeout"] < seconds["portal-web"] == int(grace["web"].rstrip("s"))
    worker = settings.PROCRASTINATE_WORKER_DEFAULTS["shutdown_graceful_timeout"]
    assert worker < seconds["portal-worker"] == int(grace["worker"].rstrip("s"))


def test_systemd_understands_the_units() -> None:
    """Where systemd is not at hand, the file is at least one of sections and names."""
    units = [*SERVICES, *(DEPLOY / "systemd").glob("*.timer")]
    for path in units:
        configparser.ConfigParser(strict=False, interpolation=None).read(path, encoding="utf-8")
    program = shutil.which("systemd-analyze")
    if program is None:
        return
    said = subprocess.run(
        [program, "verify", *map(str, units)], check=False, capture_output=True, text=True
    ).stderr.splitlines()
    # The program of the portal lies elsewhere on this machine.
    assert [line for line in said if "/srv/portal/.venv/bin/python is not executable" not in line] == []


def test_the_line_for_cron_makes_a_backup_and_removes_what_is_old() -> None:
    line = (DEPLOY / "cron").read_text(encoding="utf-8").splitlines()[2]
    assert re.fullmatch(r"\d+ \d+ \* \* \* portal  .*", line)
    assert "manage.py backup /var/backups/portal/$(date +\\%F).tar.age && find" in line


# --- nginx, gunicorn -----------------------------------------------------------------------------------------------


def test_nginx_hands_on_what_the_portal_believes_and_keeps_no_addresses() -> None:
    assert NGINX.count("{") == NGINX.count("}")
    blocks = re.findall(r"location [^{]+\{([^}]*)\}", NGINX)
    passing = [block for block in blocks if "proxy_pass" in block]
    assert len(passing) == 3
    for block in passing:
        assert "proxy_pass http://127.0.0.1:8000;" in block
        for header in ("Host $host", "X-Forwarded-Proto $scheme"):
            assert f"proxy_set_header {header};" in block
        assert re.search(
            r"proxy_set_header X-Forwarded-For \$(proxy_add_x_forwarded_for|remote_addr);", block
        )
    assert NGINX.count("access_log off;") == 2


def test_nginx_speaks_tls_1_2_and_1_3_only_and_of_1_2_what_keeps_earlier_talks_secret() -> None:
    assert re.findall(r"^ *ssl_protocols +(.+);$", NGINX, re.MULTILINE) == ["TLSv1.2 TLSv1.3"]
    (listed,) = re.findall(r"^ *ssl_ciphers +(.+);$", NGINX, re.MULTILINE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # OpenSSL passes over a name that it does not know, and would offer less than was written.
    context.set_ciphers(listed)
    offered = [each for each in context.get_ciphers() if each["protocol"] == "TLSv1.2"]
    assert sorted(each["name"] for each in offered) == sorted(listed.split(":"))
    assert [each["name"] for each in offered if not each["aead"] or each["kea"] != "kx-ecdhe"] == []


def test_every_package_is_listed_with_its_version_and_hashes_and_comes_from_pypi_alone() -> None:
    for path in sorted(CHECKOUT.glob("requirements*.txt")):
        text = re.sub(r"#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        listed = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+( *;[^-]+)?( +--hash=sha256:[0-9a-f]{64})+")
        assert (path.name, [line for line in lines if not listed.fullmatch(line)]) == (path.name, [])
        assert lines != []


def test_nginx_takes_as_long_a_body_as_the_portal(settings: Any) -> None:
    sizes = [int(size) * 2**20 for size in re.findall(r"client_max_body_size (\d+)m;", NGINX)]
    assert sizes[0] == settings.MAX_BODY_BYTES


@pytest.mark.django_db
def test_a_picture_from_nginx_carries_the_headers_that_the_portal_gives_it(settings: Any) -> None:
    folder = Path(settings.MEDIA_ROOT)
    (folder / "a.webp").write_bytes(b"picture")
    answer = Client().get("/media/a.webp")
    b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    (folder / "a.webp").unlink()
    sent = dict(re.findall(r'^ +add_header ([\w-]+) "?(.*?)"? always;$', NGINX, re.MULTILINE))
    assert sent.pop("Strict-Transport-Security") == "max-age=31536000; includeSubDomains; preload"
    policy = answer["Content-Security-Policy"]
    assert sent == {name: answer[name] for name in sent}, policy


def test_the_demo_and_the_container_start_the_web_alike() -> None:
    text = (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")
    assert 'forwarded_allow_ips = ""' in text
    for name, value in (("limit_request_line", 4094), ("limit_request_fields", 60), ("timeout", 60)):
        assert f"\n{name} = {value}\n" in text
