"""The WSGI entry point for gunicorn: ``studyhub.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyhub.settings")
application = get_wsgi_application()
