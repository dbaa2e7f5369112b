"""Algorithms, random values and signatures of our own code (docs/security/cryptography.md)."""

import ast

from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, identify_hasher, make_password
from django.contrib.auth.tokens import default_token_generator
from django.core.signing import Signer, TimestampSigner
from django.test.utils import override_settings

from tests.trust.sources import calls, imports, nodes, trees

# What OWASP recommends for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet).
LEAST_ROUNDS = 600_000
# The functions `digest()` and `random()` of questionnaires name their algorithm themselves; the demo is made up.
NO_SECURITY = ("research/expressions/functions/", "demo_data/", "demo_pictures/", "sample_data.py")


def test_no_weak_hash_is_used() -> None:
    weak = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees().items()
        for node in nodes(tree)
        if not any(part in path for part in NO_SECURITY)
        and (
            (isinstance(node, ast.Attribute) and node.attr.lower() in {"md5", "sha1", "md4"})
            or (isinstance(node, ast.Constant) and node.value in {"md5", "sha1", "md4", "sha-1"})
        )
    ]
    assert weak == []


def test_every_signature_and_keyed_hash_is_made_with_sha256() -> None:
    # Django's keyed hash is SHA-1 unless somebody says otherwise; its signatures are SHA-256.
    unsaid = [
        f"{path}:{call.lineno}"
        for path, name, call in calls()
        if name.endswith("salted_hmac")
        and not any(
            word.arg == "algorithm" and isinstance(word.value, ast.Constant) and word.value.value == "sha256"
            for word in call.keywords
        )
    ]
    assert unsaid == []
    named = [
        f"{path}:{call.lineno}" for path, name, call in calls() if _signs(name) and _names_algorithm(call)
    ]
    assert named == []
    algorithms = {Signer().algorithm, TimestampSigner().algorithm, default_token_generator.algorithm}
    assert algorithms == {"sha256"}


def test_every_purpose_has_a_salt_of_its_own() -> None:
    unsalted = [
        f"{path}:{call.lineno}"
        for path, name, call in calls()
        if _signs(name) and not any(word.arg == "salt" for word in call.keywords)
    ]
    assert unsalted == []
    salts: dict[str, set[str]] = {}
    for path, tree in trees().items():
        for value in _salts(tree):
            salts.setdefault(value, set()).add(path)
    assert {value: paths for value, paths in salts.items() if len(paths) > 1} == {}
    assert len(salts) > 10


def test_nothing_that_must_not_be_guessed_comes_from_a_generator_that_can_be() -> None:
    users = [
        path
        for path, tree in trees().items()
        if {"random", "numpy.random"} & imports(tree) and not any(part in path for part in NO_SECURITY)
    ]
    assert users == []
    # The first version of a UUID tells machine and moment.
    assert [path for path, name, _call in calls() if name.split(".")[-1] in {"uuid1", "getnode"}] == []


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_a_password_is_hashed_slowly_and_moves_to_a_slower_hash_by_itself() -> None:
    # The tests hash quickly; the portal's own settings name no hasher, so Django's first one holds.
    written = {node.id for node in nodes(trees()["center/settings.py"]) if isinstance(node, ast.Name)}
    assert "PASSWORD_HASHERS" not in written
    assert PBKDF2PasswordHasher.iterations >= LEAST_ROUNDS
    weaker = PBKDF2PasswordHasher().encode("a long sentence of mine", "x" * 22, iterations=1000)
    moved: list[str] = []
    assert check_password("a long sentence of mine", weaker, setter=moved.append)
    assert moved == ["a long sentence of mine"]
    stored = make_password("a long sentence of mine")
    assert identify_hasher(stored).algorithm == "pbkdf2_sha256"
    assert check_password("a long sentence of mine ", stored) is False


def _signs(name: str) -> bool:
    return name.rsplit(".", maxsplit=1)[-1] in {"Signer", "TimestampSigner"} or name in {
        "signing.dumps",
        "signing.loads",
    }


def _names_algorithm(call: ast.Call) -> bool:
    return any(word.arg == "algorithm" for word in call.keywords)


def _salts(tree: ast.Module) -> set[str]:
    """Return the salts that a file writes down: in a call, or as a constant of the file whose name says so."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in nodes(tree):
        if isinstance(node, ast.Call) and _signs(ast.unparse(node.func)):
            for word in node.keywords:
                if word.arg != "salt":
                    continue
                if isinstance(word.value, ast.Constant):
                    found.add(str(word.value.value))
                elif isinstance(word.value, ast.Name) and word.value.id in constants:
                    found.add(constants[word.value.id])
    return found
