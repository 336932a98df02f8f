"""`manage.py import_organisations FILE.csv`: counties, townships and villages (UTF-8 or GB18030)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from stars.errors import Refusal
from stars.services.organisations import import_organisations


class Command(BaseCommand):
    help = "Import organisations from a CSV with the columns code, name, kind, parent. All rows or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            count = import_organisations(data=file.read_bytes())
        except (Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} rows imported.")
