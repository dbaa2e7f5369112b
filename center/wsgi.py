"""Entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "center.settings")
application = get_wsgi_application()

from center.starting import refuse_unsound_start  # noqa: E402 -- needs the apps, which the line above loads

refuse_unsound_start()
