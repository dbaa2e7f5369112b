"""Migrations only add, so that the code of the last release goes on working while they run: docs/migrations.md."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import call_command
from django.db import connections, models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import F, Q
from django.db.models.constraints import BaseConstraint
from django.db.models.signals import pre_migrate

# The last migration of each app that no running portal has behind it: what follows is judged.
BASELINE: Final = {
    "center": "0022_auditkey_auditseal_auditspan_accountevent_and_more",
    "entrepreneurs": "0031_every_signature_has_its_wording",
    "consultations": "0025_words_kept_for_the_search",
    "events": "0012_words_kept_for_the_search",
    "research": "0004_words_kept_for_the_search",
}
# What takes something away, by app, migration and the name in the complaint: the release since which no code uses it,
# and how that is known.
ALLOWED: Final[dict[tuple[str, str, str], str]] = {}
# Tables that grow for years: an index on them is made while people go on writing.
_ANY: Final = 10**9
BIG: Final = frozenset(
    {"storedmail", "storedtext", "accessrecord", "staffaction", "consultation", "ratewindow"}
)

_NEVER: Final = (
    ops.RemoveField,
    ops.RenameField,
    ops.DeleteModel,
    ops.RenameModel,
    ops.AlterModelTable,
    ops.AlterUniqueTogether,
    ops.AlterOrderWithRespectTo,
    ops.RunSQL,
)


def complaints(
    state: ProjectState, app: str, steps: list[Operation], new: set[tuple[str, str, str]]
) -> Iterator[str]:
    """Say what of a migration the code of the release before would trip over; `state` moves on.

    `new` collects the columns that are younger than that code (app, model, field), which it leaves empty.
    """
    made: set[str] = set()
    gone: dict[tuple[str, str], BaseConstraint] = {}
    for step in steps:
        if isinstance(step, ops.CreateModel):
            made.add(step.name_lower)
            new |= {(app, step.name_lower, name) for name, _field in step.fields}
        if isinstance(step, ops.RemoveConstraint):
            model = step.model_name_lower
            rules = {each.name: each for each in state.models[app, model].options["constraints"]}
            gone[model, step.name] = rules[step.name]
        if isinstance(step, ops.AddConstraint) and _is_wider(
            step.constraint, gone.get((step.model_name_lower, step.constraint.name))
        ):
            step.state_forwards(app, state)
            continue
        yield from _of(step, state, app, made, new)
        if isinstance(step, ops.AddField):
            new.add((app, step.model_name_lower, step.name_lower))
        step.state_forwards(app, state)


def _of(
    step: Operation, state: ProjectState, app: str, made: set[str], new: set[tuple[str, str, str]]
) -> Iterator[str]:
    model = str(getattr(step, "model_name", "")).lower()
    if isinstance(step, _NEVER):
        yield f"{type(step).__name__} {model or getattr(step, 'name', '')} {getattr(step, 'name', '')}".strip()
    elif model in made:
        return
    elif (
        isinstance(step, ops.AddField)
        and not _can_be_left_out(step.field)
        and not _is_history(state, app, model)
    ):
        yield f"AddField {model}.{step.name}: NOT NULL without db_default"
    elif isinstance(step, ops.AlterField):
        before = state.models[app, model].fields[step.name]
        if narrowed := _narrowed(before, step.field):
            yield f"AlterField {model}.{step.name}: {narrowed}"
    elif isinstance(step, ops.AddConstraint):
        names = _fields(step.constraint)
        if not names or not all((app, model, name) in new for name in names):
            yield f"AddConstraint {step.constraint.name}: on columns that the code before writes"
    elif isinstance(step, ops.AddIndex) and not isinstance(step, AddIndexConcurrently) and model in BIG:
        yield f"AddIndex {step.index.name}: on a big table, AddIndexConcurrently"


def _can_be_left_out(field: Any) -> bool:
    """Tell whether an INSERT that does not name the column succeeds."""
    return (
        field.null
        or field.many_to_many
        or isinstance(field, models.GeneratedField)
        or field.db_default is not models.NOT_PROVIDED
    )


def _is_history(state: ProjectState, app: str, model: str) -> bool:
    """Tell of a table that triggers write, never the code."""
    return "pgh_created_at" in state.models[app, model].fields


def _narrowed(before: Any, after: Any) -> str:
    """Say which value or omission of the code before the column takes no longer."""
    kinds = before.get_internal_type(), after.get_internal_type()
    told = {
        "NULL is refused now": before.null and not after.null,
        "it cannot be left out any more": _can_be_left_out(before) and not _can_be_left_out(after),
        "it is unique now": after.unique and not before.unique,
        f"{kinds[0]} became {kinds[1]}": kinds[0] != kinds[1] and kinds != ("CharField", "TextField"),
        "it became shorter": (after.max_length or _ANY) < (before.max_length or _ANY),
        "it has another name in the database": before.db_column != after.db_column,
    }
    return next((text for text, is_so in told.items() if is_so), "")


def _is_wider(rule: BaseConstraint, before: BaseConstraint | None) -> bool:
    """Tell of a list of values whether it has all those of the list that it takes the place of."""
    conditions = [each.condition for each in (before, rule) if isinstance(each, models.CheckConstraint)]
    lists = [
        condition.children[0]
        for condition in conditions
        if isinstance(condition, Q) and len(condition.children) == 1 and not condition.negated
    ]
    match lists:
        case [(str(name), list(few)), (str(same), list(many))]:
            return name == same and name.endswith("__in") and set(few) <= set(many)
    return False


def _fields(constraint: BaseConstraint) -> set[str]:
    """Return the names of the columns that a constraint looks at; none if that cannot be told."""
    if isinstance(constraint, models.CheckConstraint):
        return set(_names(constraint.condition))
    if isinstance(constraint, models.UniqueConstraint) and not constraint.expressions:
        return {*constraint.fields, *_names(constraint.condition)}
    return set()


def _names(condition: Any) -> Iterator[str]:
    if isinstance(condition, Q):
        for child in condition.children:
            yield from _names(child)
    elif isinstance(condition, tuple):
        yield condition[0].split("__")[0]
        yield from _names(condition[1])
    elif isinstance(condition, F):
        yield condition.name  # type: ignore[attr-defined]  # the stubs leave it out


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def judged(loader: MigrationLoader) -> dict[tuple[str, str], list[str]]:
    """Return the complaints about each migration after the baseline."""
    last = [(app, name) for app, name in BASELINE.items()]
    state = loader.project_state(last)
    done = {node for key in last for node in loader.graph.forwards_plan(key)}
    found: dict[tuple[str, str], list[str]] = {}
    new: set[tuple[str, str, str]] = set()
    for leaf in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(leaf):
            if node in done:
                continue
            done.add(node)
            app, name = node
            migration = loader.graph.nodes[node]
            if app not in BASELINE:
                migration.mutate_state(state, preserve=False)
                continue
            said = complaints(state, app, migration.operations, new)
            found[node] = [text for text in said if (app, name, text.split(":")[0]) not in ALLOWED]
    return found


def test_no_migration_takes_away_what_the_code_of_the_release_before_uses(loader: MigrationLoader) -> None:
    assert {node: said for node, said in judged(loader).items() if said} == {}


def test_the_baseline_names_migrations_that_exist(loader: MigrationLoader) -> None:
    assert [key for key in BASELINE.items() if key not in loader.graph.nodes] == []
    assert [key for key in ALLOWED if key[:2] not in loader.graph.nodes] == []


TOPIC: Final = "topic"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (ops.RemoveField(TOPIC, "slug"), 1),
        (ops.RenameField(TOPIC, "slug", "address"), 1),
        (ops.DeleteModel("Topic"), 1),
        (ops.RenameModel("Topic", "Subject"), 1),
        (ops.RunSQL("SELECT 1"), 1),
        (ops.AddField(TOPIC, "extra", models.TextField(default="")), 1),
        (ops.AddField(TOPIC, "extra", models.TextField(default="", db_default="")), 0),
        (ops.AddField(TOPIC, "extra", models.TextField(null=True)), 0),
        (ops.AlterField(TOPIC, "slug", models.SlugField(max_length=3, unique=True)), 1),
        (ops.AlterField(TOPIC, "length", models.TextField()), 1),
        (ops.AddConstraint(TOPIC, models.CheckConstraint(condition=Q(length__gt=5), name="x")), 1),
        (ops.AddIndex("consultation", models.Index(fields=["mode"], name="x")), 1),
        (AddIndexConcurrently("consultation", models.Index(fields=["mode"], name="x")), 0),
        (ops.AddIndex(TOPIC, models.Index(fields=["length"], name="x")), 0),
        (
            ops.CreateModel(
                "Other", [("id", models.AutoField(primary_key=True)), ("name", models.TextField())]
            ),
            0,
        ),
    ],
)
def test_a_step_that_the_code_before_would_trip_over_is_found(
    loader: MigrationLoader, step: Operation, said: int
) -> None:
    state = loader.project_state([("consultations", BASELINE["consultations"])])
    assert len(list(_of(step, state, "consultations", set(), set()))) == said


def test_a_rule_about_columns_that_are_new_as_well_is_none_for_the_code_before(
    loader: MigrationLoader,
) -> None:
    state = loader.project_state([("consultations", BASELINE["consultations"])])
    steps: list[Operation] = [
        ops.AddField(TOPIC, "closed_at", models.DateTimeField(null=True)),
        ops.AddField(TOPIC, "closed_by", models.TextField(null=True)),
        ops.AddConstraint(
            TOPIC,
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="who_when",
            ),
        ),
    ]
    assert list(complaints(state, "consultations", steps, set())) == []


@pytest.mark.parametrize(("kinds", "said"), [(["invited", "new"], 1), (None, 0)])
def test_a_list_of_values_may_grow_and_lose_none(
    loader: MigrationLoader, kinds: list[str] | None, said: int
) -> None:
    state = loader.project_state([("center", BASELINE["center"])])
    known = "staff_action_kind_is_known"
    (rule,) = (
        each for each in state.models["center", "staffaction"].options["constraints"] if each.name == known
    )
    kinds = kinds or [*rule.condition.children[0][1], "new"]
    steps: list[Operation] = [
        ops.RemoveConstraint("staffaction", known),
        ops.AddConstraint("staffaction", models.CheckConstraint(condition=Q(kind__in=kinds), name=known)),
    ]
    assert len(list(complaints(state, "center", steps, set()))) == said


@pytest.mark.django_db
def test_a_migration_waits_only_moments_for_a_table_that_somebody_uses() -> None:
    """Whoever comes after it waits behind it, so it gives up and is run again."""
    seen = []

    def look(using: str = "default", **_more: Any) -> None:
        with connections[using].cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            seen.append(cursor.fetchone()[0])

    pre_migrate.connect(look)
    try:
        call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(look)
    look()
    assert (seen[0], seen[-1]) == ("5s", "0")
