"""Let wapiti attack the portal as production runs it, as nobody and signed in; CONTRIBUTING.md says how to start it.

It wants a demo of this checkout that runs (`manage.py demo`): the scan starts web processes of its own on the demo's
database, with production's settings and https by a certificate made for the occasion, on this machine's loopback.
Made-up records are changed on the way. It ends with 1 when wapiti reports anything, or when the log of the portal
holds a status of 500 or more.
"""

import argparse
import http.cookiejar
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from center.base.local import ports
from center.base.local.postgres import APPLICATION, address
from center.base.local.state import LocalFolder

CHECKOUT = Path(__file__).resolve().parents[2]
# What needs nothing from outside: the others load lists from the internet, or want a server there to be called back.
# `ldap` is left out: there is none behind the portal, and a search that finds other things looks like one.
MODULES = (
    "backup,crlf,csrf,exec,file,htaccess,methods,permanentxss,redirect,shellshock,sql,timesql,upload,xss"
)
# Who signs in, as the demo prints it.
PEOPLE = {
    "nobody": None,
    "member": ("member@demo.example", "demo-member-one"),
    "coordinator": ("coordinator@demo.example", "demo-coordinator"),
}
# What would end the session that is tested, or lock its account.
LEFT_OUT = (
    "account/logout",
    "account/sessions",
    "account/password",
    "account/2fa",
    "account/data",
    "admin/logout",
)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate of localhost for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    keyfile, file = folder / "key.pem", folder / "certificate.pem"
    keyfile.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return keyfile, file


@contextmanager
def portal(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run two web processes with production's settings on the demo's database; give the address and the log."""
    local = LocalFolder(CHECKOUT / ".local")
    state, port = local.load(), ports.choose(0)
    keyfile, file = certificate(folder)
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": state.secret_key,
        "FIELD_KEYS": state.field_keys,
        "DATABASE_URL": address(APPLICATION, state),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": f"https://localhost:{port}",
        "EMAIL_URL": "dummy://",
        "DEFAULT_FROM_EMAIL": "office@demo.example",
        # The scanner has no authenticator; what is behind the second factor shall be attacked too.
        "SECOND_FACTOR_REQUIRED": "0",
        "STATIC_ROOT": str(local.path / "static"),
        "MEDIA_ROOT": str(local.path / "media"),
        "PRIVATE_MEDIA_ROOT": str(local.path / "private-media"),
    }
    command = [
        *(sys.executable, "-m", "gunicorn", "center.wsgi", "--bind", f"{ports.HOST}:{port}"),
        *("--keyfile", str(keyfile), "--certfile", str(file), "--config", "deploy/gunicorn.conf.py"),
    ]
    log = folder / "portal.log"
    with log.open("wb") as out:
        web = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=out, stderr=out)
    try:
        wait_for(f"https://localhost:{port}/healthz", web)
        yield f"https://localhost:{port}", log
    finally:
        web.send_signal(signal.SIGTERM)
        web.wait(30)


def opener(jar: http.cookiejar.CookieJar | None = None) -> urllib.request.OpenerDirector:
    # Nobody vouches for the certificate of a minute ago.
    trusting = ssl._create_unverified_context()  # noqa: S323
    return urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=trusting), urllib.request.HTTPCookieProcessor(jar)
    )


def wait_for(url: str, web: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and web.poll() is None:
        try:
            opener().open(url, timeout=10).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The portal did not start; see its log.")


def signed_in(base: str, email: str, password: str) -> str:
    """Return the cookies of a session as wapiti takes them."""
    jar = http.cookiejar.CookieJar()
    browser = opener(jar)
    page = browser.open(f"{base}/en/account/login/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token, "the login page has no form"
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": email, "password": password})
    request = urllib.request.Request(  # noqa: S310 -- https of this machine
        f"{base}/en/account/login/", form.encode(), {"Referer": f"{base}/en/account/login/"}
    )
    browser.open(request, timeout=60).close()
    cookies = {cookie.name: cookie.value for cookie in jar}
    if "__Host-session" not in cookies:
        sys.exit(f"{email} could not sign in.")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def scan(
    wapiti: str, base: str, who: str, *, minutes: int, folder: Path
) -> dict[str, list[dict[str, object]]]:
    """Return what wapiti reports of one persona, by kind, the empty kinds left out."""
    report = folder / f"{who}.json"
    starts = [f"{base}/en/", f"{base}/sr/", *([f"{base}/en/account/"] if who != "nobody" else [])]
    if who == "coordinator":
        starts.append(f"{base}/admin/")
    command = [
        *(
            wapiti,
            "-u",
            f"{base}/",
            "--scope",
            "folder",
            "-m",
            MODULES,
            "--verify-ssl",
            "0",
            "--no-bugreport",
        ),
        *("--max-links-per-page", "60", "--max-files-per-dir", "25", "--depth", "6", "--tasks", "2"),
        *("--max-scan-time", str(minutes * 30), "--max-attack-time", str(max(20, minutes * 2))),
        *("-f", "json", "-o", str(report), "-dr", "1", "-v", "0", "--flush-session"),
        *("--store-session", str(folder / f"{who}.session")),
        *(part for start in starts for part in ("-s", start)),
        *(part for path in LEFT_OUT for part in ("-x", f"{base}/*{path}*")),
    ]
    if login := PEOPLE[who]:
        command += ["-C", signed_in(base, *login)]
    subprocess.run(command, check=True, cwd=folder, env={"PATH": os.environ["PATH"], "HOME": str(folder)})
    found = json.loads(report.read_text(encoding="utf-8"))
    print(f"{who}: {found['infos']['crawled_pages_nbr']} pages crawled")
    return {
        kind: each
        for group in ("vulnerabilities", "anomalies")
        for kind, each in found[group].items()
        if each
    }


def failures(log: Path) -> list[str]:
    """Return the lines of the portal's log about requests that ended with 500 or more."""
    lines = (line for line in log.read_text(errors="replace").splitlines() if '"status"' in line)
    return [line for line in lines if json.loads(line)["status"] >= 500]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wapiti", default="wapiti", help="its program, in an environment of its own")
    parser.add_argument("--minutes", type=int, default=10, help="about so long for each person")
    parser.add_argument("--who", nargs="*", default=list(PEOPLE), choices=list(PEOPLE))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, portal(Path(name)) as (base, log):
        bad = False
        for who in asked.who:
            for kind, each in scan(asked.wapiti, base, who, minutes=asked.minutes, folder=Path(name)).items():
                bad = True
                for one in each:
                    print(f"  {kind}: {one['method']} {one['path']} {one['parameter']}: {one['info']}")
        broken = failures(log)
        print(f"Answers with 500 or more: {len(broken)}", *broken[:20], sep="\n  ")
        print("Statuses:", statuses(log))
    return 1 if bad or broken else 0


def statuses(log: Path) -> dict[int, int]:
    """Return how often each status was answered, so that a scan which met nothing but closed doors is seen."""
    counts: dict[int, int] = {}
    for status in re.findall(r'"status": (\d+)', log.read_text(errors="replace")):
        counts[int(status)] = counts.get(int(status), 0) + 1
    return dict(sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
