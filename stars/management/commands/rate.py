"""`manage.py rate BOOK --category CAT --scores FILE.csv [--json]`: rate a table of scores and explain every result."""

import csv
import io
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from stars.book_words import told_book_error
from stars.decoding import decode_table
from stars.errors import Refusal
from stars.rules.errors import BookError
from stars.rules.evaluate import evaluate
from stars.rules.loader import load_book
from stars.rules.rating import Outcome, Rating, RatingError
from stars.rules.table import TableError, read_scores
from stars.words import told, told_table


class Command(BaseCommand):
    help = "Rate the subjects of a CSV file by a rulebook (a shipped key or the path of a file)."

    def add_arguments(self, parser):
        parser.add_argument("book")
        parser.add_argument("--category", required=True)
        parser.add_argument("--scores", required=True, type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, book, category, scores, **options):
        try:
            found = load_book(book).categories
        except BookError as error:
            raise CommandError(told_book_error(error)) from error
        if category not in found:
            raise CommandError(f"{book} has no category {category}; it has {', '.join(found)}")
        rating = self.rate(found[category], scores)
        text = (
            json.dumps(as_data(rating), ensure_ascii=False, indent=1) if options["json"] else as_text(rating)
        )
        self.stdout.write(text)

    def rate(self, category, scores: Path) -> Rating:
        try:
            rows = csv.reader(io.StringIO(decode_table(scores.read_bytes()), newline=""))
            return evaluate(category, read_scores(rows, category))
        except OSError as error:
            raise CommandError(f"{scores} cannot be read: {error.strerror}") from error
        except Refusal as error:
            raise CommandError(str(error.message)) from error
        except TableError as error:
            raise CommandError(told_table(error)) from error
        except (RatingError, csv.Error) as error:
            raise CommandError(str(error)) from error


def as_data(rating: Rating) -> dict:
    """The rating as the documented JSON."""
    ties = [{"level": tie.level, "places": tie.places, "subjects": list(tie.subjects)} for tie in rating.ties]
    warnings = [{"code": one.code, **one.numbers} for one in rating.warnings]
    return {"results": list(map(outcome_data, rating.outcomes)), "ties": ties, "warnings": warnings}


def outcome_data(outcome: Outcome) -> dict:
    explanation = [vars(step) | {"detail": dict(step.detail)} for step in outcome.explanation]
    named = {"subject": outcome.subject, "exact": str(outcome.exact), "shown": outcome.shown}
    return named | {"level": outcome.level, "explanation": explanation}


def as_text(rating: Rating) -> str:
    lines = [
        f"{one.subject}\t{one.shown}\t{'—' if one.level is None else one.level}" for one in rating.outcomes
    ]
    lines += [
        told("tie", level=t.level, places=t.places, subjects="、".join(t.subjects)) for t in rating.ties
    ]
    lines += [told(warning.code, **warning.numbers) for warning in rating.warnings]
    return "\n".join(lines)
