from tests.center.test_admin_office import *
from tests.conftest import *
def test_dbg(desk):
    d = shown(desk)
    a = desk.post(PAGE, d)
    print(a.status_code, d)
    if a.context:
        print(a.context["adminform"].form.errors, [f.formset.errors for f in a.context["inline_admin_formsets"]])
    assert 0
