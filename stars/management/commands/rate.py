"""`manage.py rate BOOK --category CAT --scores FILE.csv [--json]`: rate a table of scores and explain every result."""

import csv
import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from stars.book_words import told_book_error
from stars.decoding import decode_table
from stars.errors import Refusal
from stars.lint_words import told_finding
from stars.rules.book import Book
from stars.rules.errors import BookError
from stars.rules.evaluate import evaluate
from stars.rules.lint import errors
from stars.rules.loader import load_book
from stars.rules.plain import to_data
from stars.rules.rating import Rating, RatingError
from stars.rules.table import TableError, read_scores
from stars.words import told, told_rating, told_table, told_tie


class Command(BaseCommand):
    help = "Rate the subjects of a CSV file by a rulebook (a shipped key or the path of a file)."

    def add_arguments(self, parser):
        parser.add_argument("book")
        parser.add_argument("--category", required=True)
        parser.add_argument("--scores", required=True, type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, book, category, scores, **options):
        found = self.load(book).categories
        if category not in found:
            raise CommandError(no_such_category(book, category, found))
        rating = self.rate(found[category], scores)
        data = json.dumps(to_data(rating), ensure_ascii=False, indent=1) if options["json"] else None
        self.stdout.write(data or as_text(rating))

    def load(self, book) -> Book:
        """A rulebook with errors rates nobody."""
        try:
            found = load_book(book)
        except BookError as error:
            raise CommandError(told_book_error(error)) from error
        if wrong := errors(found):
            why = "\n".join(f"{one.place}: {told_finding(one)}" for one in wrong)
            raise CommandError(_("The rulebook has errors; nothing was rated.") + f"\n{why}")
        return found

    def rate(self, category, scores: Path) -> Rating:
        try:
            rows = csv.reader(io.StringIO(decode_table(scores.read_bytes()), newline=""))
            return evaluate(category, read_scores(rows, category))
        except OSError as error:
            why = {"file": scores, "why": error.strerror}
            raise CommandError(_("%(file)s cannot be read: %(why)s") % why) from error
        except Refusal as error:
            raise CommandError(str(error.message)) from error
        except TableError as error:
            raise CommandError(told_table(error)) from error
        except RatingError as error:
            raise CommandError(told_rating(error)) from error
        except csv.Error as error:
            raise CommandError(_("This is not a CSV table: %s") % error) from error


def no_such_category(book, category, found) -> str:
    named = {"book": book, "category": category, "found": "、".join(found)}
    return _("%(book)s has no category %(category)s. It has: %(found)s.") % named


def as_text(rating: Rating) -> str:
    lines = [
        f"{one.subject}\t{one.shown or '—'}\t{'—' if one.level is None else one.level}"
        for one in rating.outcomes
    ]
    lines += [told_tie(tie) for tie in rating.ties]
    lines += [told(warning.code, **warning.numbers) for warning in rating.warnings]
    return "\n".join(lines)
