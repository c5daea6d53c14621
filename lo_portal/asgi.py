"""ASGI entry point, for a streaming process beside the site should one be needed."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lo_portal.settings")

application = get_asgi_application()
