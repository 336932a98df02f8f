"""`manage.py verify [--dossier ID] [--json]`: recompute every digest and read every byte of every file."""

import json

from django.core.management.base import BaseCommand, CommandError

from evidence.models import Dossier
from evidence.queries.verifying_files import verify_all

RELATED = ("entry__round__version", "village", "township")


class Command(BaseCommand):
    help = "Recompute the digests of what was handed in, signed and published; exits 1 if anything differs."

    def add_arguments(self, parser):
        parser.add_argument("--dossier", type=int, help="only this dossier")
        parser.add_argument("--json", action="store_true", help="print JSON instead of lines")

    def handle(self, **options):
        dossiers = Dossier.objects.select_related(*RELATED).order_by("pk")
        if options["dossier"]:
            dossiers = dossiers.filter(pk=options["dossier"])
        if options["dossier"] and not dossiers.exists():
            raise CommandError(f"There is no dossier {options['dossier']}.")
        checked, told = 0, []
        for dossier in dossiers.iterator():
            checked += 1
            told += [row_of(dossier, problem) for problem in verify_all(dossier)]
        if options["json"]:
            self.stdout.write(
                json.dumps({"checked": checked, "problems": told}, ensure_ascii=False, indent=2)
            )
        else:
            for row in told:
                self.stdout.write(f"{row['dossier']} {row['village']} {row['text']}")
            self.stdout.write(f"{checked} dossiers checked, {len(told)} problems")
        if told:
            raise SystemExit(1)


def row_of(dossier: Dossier, problem) -> dict:
    row = {"dossier": dossier.pk, "village": dossier.village.code, "code": problem.code}
    return row | {"what": problem.what, "text": str(problem)}
