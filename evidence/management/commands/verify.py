"""`manage.py verify [--dossier ID] [--json]`: recompute every digest and read every byte of every file."""

import json
from collections import Counter
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from evidence.models import Dossier
from evidence.queries.verifying_files import verify_all
from stars.queries.verify_rounds import check_rounds

RELATED = ("entry__round__version", "village", "township")
# What is counted, and how the last line names it.
KINDS = {"dossiers": "dossiers", "runs": "runs of results", "postings": "postings", "filings": "filings"}
Found = Iterator[tuple[str, list[dict]]]  # (key of KINDS, problems) for each thing that was read


class Command(BaseCommand):
    help = (
        "Recompute the digests of what was handed in, signed and published, of results, postings and filings; exits 1 "
        "if anything differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dossier", type=int, help="only this dossier")
        parser.add_argument("--json", action="store_true", help="print JSON instead of lines")

    def handle(self, **options):
        checked, told = Counter(), []
        for kind, rows in one_dossier(options["dossier"]) if options["dossier"] else everything():
            checked[kind] += 1
            told += rows
        if options["json"]:
            counts = {"checked": checked["dossiers"]} | {kind: checked[kind] for kind in list(KINDS)[1:]}
            self.stdout.write(json.dumps(counts | {"problems": told}, ensure_ascii=False, indent=2))
        else:
            for row in told:
                self.stdout.write(f"{place_of(row)} {row['village']} {row['text']}")
            counts = ", ".join(f"{checked[kind]} {words}" for kind, words in KINDS.items())
            self.stdout.write(f"{counts} checked, {len(told)} problems")
        if told:
            raise SystemExit(1)


def one_dossier(key: int) -> Found:
    dossier = Dossier.objects.select_related(*RELATED).filter(pk=key).first()
    if dossier is None:
        raise CommandError(f"There is no dossier {key}.")
    yield of_dossier(dossier)


def everything() -> Found:
    for dossier in Dossier.objects.select_related(*RELATED).order_by("pk").iterator():
        yield of_dossier(dossier)
    for one in check_rounds():
        place = {"round": one.round.pk, "kind": one.kind}
        yield one.kind, [row_of(place, one.round.organiser, problem) for problem in one.problems]


def of_dossier(dossier: Dossier) -> tuple[str, list[dict]]:
    place = {"dossier": dossier.pk}
    return "dossiers", [row_of(place, dossier.village, problem) for problem in verify_all(dossier)]


def row_of(place: dict, village, problem) -> dict:
    row = place | {"village": village.code, "code": problem.code}
    return row | {"what": problem.what, "text": str(problem)}


def place_of(row: dict) -> str:
    """A dossier by its number alone, as ever; what belongs to a round says so."""
    return str(row["dossier"]) if "dossier" in row else f"round {row['round']} {row['kind']}"
