#!/usr/bin/env python
"""Runs Django's commands with the settings of this machine (fail closed: DEBUG is off)."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
    execute_from_command_line(sys.argv)
