"""`manage.py prepare`: everything between installing and serving, in one process, quick when nothing is to do."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from evidence.services.publishing import publish, unpublished
from portal.demo.build import build_demo, is_new
from portal.migrating import migrate_all, needs_migration
from portal.pages.site import ensure_site
from stars.errors import Refusal


class Command(BaseCommand):
    help = "Migrate, collect static files, make the first pages and, at the very first start, the demo."

    def add_arguments(self, parser):
        parser.add_argument("--no-demo", action="store_true")

    def handle(self, *, no_demo, **options):
        if needs_migration():
            self.stdout.write("Creating or updating the database …")
            migrate_all()
        self.collect_static()
        if not no_demo and is_new():
            self.stdout.write("Making the demo …")
            build_demo(self.stdout.write)
        ensure_site()
        for key in unpublished():
            try:
                publish(publication_id=key)
            except Refusal as refusal:  # one dossier that does not fit never keeps the portal from starting
                self.stderr.write(f"{key}: {refusal}")

    def collect_static(self) -> None:
        """Skipped when names, sizes and times of all sources are those of the last time."""
        digest = hashlib.sha256()
        for finder in get_finders():
            for path, storage in finder.list([]):
                file = Path(storage.path(path)).stat()
                digest.update(f"{path}:{file.st_size}:{file.st_mtime_ns}".encode())
        stamp = settings.STATIC_ROOT.parent / "static.stamp"
        if stamp.exists() and stamp.read_text() == digest.hexdigest() and settings.STATIC_ROOT.exists():
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(digest.hexdigest())
