"""`manage.py publish`: publish what was signed but, after a crash, is not public yet."""

from django.core.management.base import BaseCommand

from evidence.services.publishing import publish, unpublished


class Command(BaseCommand):
    help = "Publish every signed dossier that still waits; safe to run at any time."

    def handle(self, **options):
        waiting = unpublished()
        for number, key in enumerate(waiting, start=1):
            publish(publication_id=key)
            self.stdout.write(f"{number} / {len(waiting)}")
