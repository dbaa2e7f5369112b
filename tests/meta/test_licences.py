"""Under which licences stands what the running portal is made of; a package with another one fails."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
# Licences by which everybody may use the package as it is in a portal that others visit; weak copyleft (LGPL, MPL)
# asks that changes of the package itself be given on, and we change none.
ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|LGPL|Lesser General Public|MPL|Mozilla Public|HPND|MIT-CMU"
    r"|PostgreSQL|Unlicense|0BSD|Zlib|CC0|OFL)\b",
    re.IGNORECASE,
)
# What a package says in its file LICENSE alone.
NOT_SAID = {"pyrage": "", "pyxform": ""}  # MIT; BSD, two clauses


def installed() -> dict[str, str]:
    """Return the packages of requirements.txt that this system and Python need, with what they say of their licence."""
    found = {}
    for name in re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE
    ):
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        said = [str(about.json.get(key) or "")[:200] for key in ("license_expression", "license")]
        said += [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
        found[name] = " | ".join(each for each in said if each)
    return found


def test_every_package_may_be_used_by_everybody() -> None:
    packages = installed()
    assert len(packages) > 40
    assert {name: said for name, said in packages.items() if not ALLOWED.search(said)} == NOT_SAID
