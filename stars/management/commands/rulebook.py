"""`manage.py rulebook check PATH-or-KEY [--json]`: what is wrong, doubtful or left open in a rulebook."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from stars.book_words import told_book_error
from stars.lint_words import told_finding
from stars.rules.errors import BookError
from stars.rules.lint import ERROR, Finding, check
from stars.rules.loader import load_book


class Command(BaseCommand):
    help = "Read a rulebook before it is used. Exits with 1 when there are errors."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["check"])
        parser.add_argument("book", help="a shipped key or the path of a file")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, book, **options):
        found = findings(book)
        rows = [as_data(finding) for finding in found]
        if options["json"]:
            self.stdout.write(json.dumps({"findings": rows}, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(map(as_line, rows)) or _("Nothing was found."))
        if any(finding.severity == ERROR for finding in found):
            raise SystemExit(1)


def findings(book: str) -> list[Finding]:
    """A file that is no rulebook is one error at its line."""
    try:
        return check(load_book(book))
    except BookError as error:
        place = f"{error.file}:{error.line}"
        return [Finding("unreadable", ERROR, place, None, {"why": told_book_error(error)})]


def as_data(finding: Finding) -> dict:
    told = {"code": finding.code, "severity": finding.severity, "place": finding.place}
    return told | {"article": finding.article, "message": told_finding(finding)}


def as_line(row: dict) -> str:
    article = f" ({row['article']})" if row["article"] else ""
    return f"{row['severity']}\t{row['code']}\t{row['place']}{article}\t{row['message']}"
