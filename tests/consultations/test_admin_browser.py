"""The admin in a real browser: axe finds nothing, the policy is kept, a phone is wide enough."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from center.choices import Role
from center.demo_data import load as load_center
from center.models import Question, User
from tests.browser import DESK, PHONE, Watched, _watch
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor, make_past_visit, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
