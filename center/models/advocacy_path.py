"""The trigger that holds the state of an initiative and its steps together, made of the one table of transitions."""

import pgtrigger

from center.choices.advocacy import LEADS_TO, TRANSITIONS, InitiativeState


def path_trigger(key: str) -> pgtrigger.Trigger:
    """Return a trigger for the table whose column `key` names the initiative; it asks when the transaction ends.

    In the order of their days the steps that move an initiative must be a way that the table of transitions allows, and
    the initiative must stand where they end.
    """
    return pgtrigger.Trigger(
        name=f"steps_lead_to_the_state_{'own' if key == 'id' else 'step'}",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        declare=[("wanted", "BIGINT"), ("current", "TEXT"), ("reached", "TEXT"), ("is_way", "BOOLEAN")],
        func=_sql(key),
    )


def _sql(key: str) -> str:
    states = " ".join(f"WHEN '{kind.value}' THEN '{state.value}'" for kind, state in LEADS_TO.items())
    kinds = ", ".join(f"'{kind.value}'" for kind in LEADS_TO)
    ways = ", ".join(
        f"('{before.value}', '{after.value}')" for before, afters in TRANSITIONS.items() for after in afters
    )
    return (
        f"wanted := CASE WHEN TG_OP = 'DELETE' THEN OLD.{key} ELSE NEW.{key} END;"  # noqa: S608 -- of our own lists
        " SELECT state INTO current FROM center_advocacyinitiative WHERE id = wanted;"
        " IF NOT FOUND THEN RETURN NULL; END IF;"
        " WITH moved AS ("
        f" SELECT day, place, CASE kind {states} END AS state FROM center_initiativestep"
        f" WHERE initiative_id = wanted AND kind IN ({kinds})"
        "), way AS ("
        f" SELECT state, lag(state, 1, '{InitiativeState.PREPARED.value}') OVER (ORDER BY day, place) AS before,"
        " row_number() OVER (ORDER BY day DESC, place DESC) AS back FROM moved)"
        f" SELECT bool_and((before, state) IN ({ways})), max(state) FILTER (WHERE back = 1)"
        " INTO is_way, reached FROM way;"
        " IF NOT coalesce(is_way, TRUE) THEN RAISE EXCEPTION 'initiative_steps_are_a_way'"
        " USING ERRCODE = 'check_violation'; END IF;"
        f" IF current <> coalesce(reached, '{InitiativeState.PREPARED.value}') THEN"
        " RAISE EXCEPTION 'initiative_stands_where_its_steps_led' USING ERRCODE = 'check_violation'; END IF;"
        " RETURN NULL;"
    )
