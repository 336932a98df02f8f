"""What the importer hands back: plain frozen values."""

from dataclasses import dataclass
from datetime import date

from .reasons import DOUBTS, ERRORS


class ReportError(Exception):
    """A report that cannot be read. `code` is stable; `str()` says what to do, in English."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(ERRORS[code])


class ReportEmpty(ReportError):
    """There is no text in it."""

    def __init__(self) -> None:
        super().__init__("empty")


@dataclass(frozen=True)
class FigureFound:
    """A figure as written. `number` is its plain decimal form, None for ranges and ratios."""

    label: str
    value: str
    unit: str
    context: str
    figure_key: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Doubt:
    """A passage that a person must look at. `why` is a code of `reasons.DOUBTS`."""

    text: str
    why: str
    section_key: str | None = None


@dataclass(frozen=True)
class ReportSection:
    """The part under one star. `images` are positions in the list of offsets given to `split_report`."""

    key: str
    title: str
    text: str
    figures: tuple[FigureFound, ...] = ()
    images: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    title: str
    signed_by: str
    dated: date | None
    sections: tuple[ReportSection, ...]
    unassigned: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    def as_dict(self) -> dict:
        """Ready for JSON; `dated` is ISO or None."""
        return {
            "title": self.title,
            "signed_by": self.signed_by,
            "dated": self.dated.isoformat() if self.dated else None,
            "sections": [section_dict(section) for section in self.sections],
            "unassigned": list(self.unassigned),
            "doubts": [{"text": d.text, "why": DOUBTS[d.why], "code": d.why} for d in self.doubts],
        }


def section_dict(section: ReportSection) -> dict:
    figures = [
        {"label": f.label, "value": f.value, "unit": f.unit, "context": f.context} for f in section.figures
    ]
    return {"key": section.key, "title": section.title, "text": section.text, "figures": figures}
