"""What people type is a value: it is never a template, never a pattern for other values, and comes from one place."""

import ast

from tests.trust.sources import calls, imports, nodes, trees

# Where an address leads back to after a form: the form carries on what the address said, and both are judged alike.
FORM_OR_ADDRESS = {
    "center/admin_site.py": "where to go after signing in",
    "center/admin_verbs.py": "where to go after a verb, and what the page before showed",
    "consultations/admin/moving.py": "the week that is shown",
    "consultations/views/visit_move.py": "whether another advisor will do as well",
}


def test_no_template_is_made_of_a_text() -> None:
    others = {"string.Template", "jinja2", "mako.template"}
    assert [path for path, tree in trees().items() if others & imports(tree)] == []
    makers = {"Template", "from_string"}
    assert [path for path, name, _call in calls() if name.rsplit(".", maxsplit=1)[-1] in makers] == []


def test_no_text_of_people_is_used_as_a_pattern_for_values() -> None:
    # What stands before `.format(`: a text in the code, a constant by its capitals, or SQL put together by psycopg.
    odd = [
        f"{path}:{call.lineno} {ast.unparse(call.func)}"
        for path, name, call in calls()
        if name.endswith((".format", ".format_map"))
        and isinstance(call.func, ast.Attribute)
        and not isinstance(call.func.value, ast.Constant)
        and not name.startswith("sql.SQL(")
        and not (isinstance(call.func.value, ast.Name) and call.func.value.id.isupper())
    ]
    assert odd == []
    # What stands before `%`: never a field of a record.
    fields = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees().items()
        for node in nodes(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mod)
        and isinstance(node.right, ast.Dict | ast.Tuple)
        and isinstance(node.left, ast.Attribute | ast.Subscript)
    ]
    assert fields == []


def test_no_view_mixes_address_body_and_cookies() -> None:
    mixing = {
        path
        for path, tree in trees().items()
        for node in nodes(tree)
        if (
            isinstance(node, ast.BoolOp | ast.Dict | ast.BinOp)
            and "request.GET" in ast.unparse(node)
            and "request.POST" in ast.unparse(node)
            and not isinstance(node, ast.BoolOp)
        )
        or (
            isinstance(node, ast.BoolOp)
            and any("request.GET" in ast.unparse(value) for value in node.values)
            and any("request.POST" in ast.unparse(value) for value in node.values)
        )
    }
    assert mixing == set(FORM_OR_ADDRESS)
