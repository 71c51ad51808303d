"""The entry for a ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onboarding.conf.settings")

application = get_asgi_application()

# The tables are known only now.
from onboarding.tasks.loop import beside_the_server  # noqa: E402

outbox = beside_the_server()
