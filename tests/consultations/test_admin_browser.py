"""The admin in a real browser: axe finds nothing, the policy is kept, a phone is wide enough."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
