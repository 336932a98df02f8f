"""`report split FILE [--json]`: what the importer makes of a report, without storing anything."""

import json

from django.core.management.base import BaseCommand, CommandError

from evidence.reports.model import Report, ReportError
from evidence.reports.reading import read_report
from evidence.reports.reasons import DOUBTS
from evidence.reports.split import split_report
from stars.rules.loader import load_book


class Command(BaseCommand):
    help = "Split a village's report (.docx or .txt) under the ten stars and print what was found."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["split"])
        parser.add_argument("file")
        parser.add_argument("--json", action="store_true", help="print JSON instead of an outline")

    def handle(self, *args, **options):
        dimensions = load_book("xiqing").categories["village"].dimensions
        try:
            source = read_report(options["file"])
            report = split_report(source.text, dimensions, [image.offset for image in source.images])
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}") from error
        except ReportError as error:
            raise CommandError(f"{error} ({error.code})") from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(outline(report)))


def outline(report: Report) -> list[str]:
    """The report as lines for a terminal."""
    lines = [report.title, f"{report.signed_by} {report.dated or ''}".strip()]
    for section in report.sections:
        lines.append(f"\n{section.title} ({len(section.text)})")
        lines += [f"  {figure.label}: {figure.value} {figure.unit}" for figure in section.figures]
    lines += ["\nunassigned:", *(f"  {line}" for line in report.unassigned)]
    lines += ["\ndoubts:", *(f"  {doubt.text}\n    {DOUBTS[doubt.why]}" for doubt in report.doubts)]
    return lines
