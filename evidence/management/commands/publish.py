"""`manage.py publish`: publish what was signed but, after a crash, is not public yet, or lacks a picture."""

from django.core.management.base import BaseCommand

from evidence.services.publishing import incomplete, publish, unpublished
from stars.errors import Refusal


class Command(BaseCommand):
    help = "Publish what is signed and still waits, copy public pictures that are missing; safe at any time."

    def handle(self, **options):
        waiting = unpublished() + incomplete()
        for number, key in enumerate(waiting, start=1):
            try:
                publish(publication_id=key)
            except Refusal as refusal:
                self.stderr.write(f"{key}: {refusal}")
            self.stdout.write(f"{number} / {len(waiting)}")
