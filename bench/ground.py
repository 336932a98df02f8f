"""The ground that a bench stands on."""

import os
import secrets

import django


def stand_on(folder: str) -> None:
    """Settings as the portal runs with, DEBUG off, on a database and folders that are thrown away."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "MEDIA_DIR": f"{folder}/media",
        "STATIC_DIR": f"{folder}/static",
        "ALLOWED_HOSTS": "testserver",
        "PORTAL_URL": "http://testserver",
    }
    django.setup()
