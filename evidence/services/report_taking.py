"""What an accepted proposal does to its star: text and figures come once, a broken sentence is mended in place."""

from evidence.errors import SentenceGone, TextTooLong
from evidence.models import Figure, ReportProposal, Section
from evidence.models.dossiers import NARRATIVE_MAX
from evidence.queries.reports import standing
from evidence.report_errors import FigureStands, SentenceEmpty
from evidence.services.fitting import fitting
from evidence.services.sections import (
    LABEL_MAX,
    SOURCE_MAX,
    UNIT_MAX,
    figure_value,
    write_figure,
    write_narrative,
)

Decision, Kind = ReportProposal.Decision, ReportProposal.Kind


def take_figure(proposal: ReportProposal, section: Section, content: dict, *, actor, replace: bool) -> None:
    """A figure that the star has already is not added again; another value replaces the old one, which the history
    keeps. Without `replace` that is refused."""
    unchanged = content["value"] == proposal.content["value"]
    value = content.get("number") if unchanged else None  # 三 as 3, unless the village corrected it
    value = value or content["value"]
    label, unit = fitting(content["label"], LABEL_MAX), fitting(content["unit"], UNIT_MAX)
    figure = standing(section.figures.all(), content | {"label": label, "unit": unit})
    if figure and (figure.value, figure.unit) == (figure_value(value).text, unit):
        return
    if figure and not replace:
        raise FigureStands
    figure = figure or Figure(section=section, key=content.get("figure_key") or "")
    figure.label, figure.unit, figure.as_of = label, unit, proposal.report.dated
    figure.source = source_of(proposal.report.title)
    write_figure(section, figure, value, actor=actor)


def source_of(title: str) -> str:
    """The report's title as a source; a very long one ends in dots."""
    return title if len(title) <= SOURCE_MAX else title[: SOURCE_MAX - 1] + "…"


def take_text(section: Section, text: str, *, actor) -> None:
    """Text that stands in the star already, however its lines are broken, is not added again."""
    text = text.strip()
    if "".join(text.split()) in "".join(section.narrative.split()):
        return
    write(section, "\n\n".join(filter(None, [section.narrative, text])), actor=actor)


def mend(proposal: ReportProposal, section: Section, mended: str, *, actor) -> None:
    """Replace the sentence where it stands: in the star's text that is still proposed, or in its narrative."""
    old, mended = proposal.content["text"], mended.strip()
    if not mended:
        raise SentenceEmpty
    texts = proposal.report.proposals.filter(kind=Kind.TEXT, dimension=section.dimension)
    waiting = texts.filter(decision=Decision.OPEN).first()
    if waiting and old in waiting.content["text"]:
        waiting.content = {**waiting.content, "text": waiting.content["text"].replace(old, mended, 1)}
        waiting.save()
    elif old in section.narrative:
        write(section, section.narrative.replace(old, mended, 1), actor=actor)
    else:
        raise SentenceGone


def write(section: Section, text: str, *, actor) -> None:
    if len(text) > NARRATIVE_MAX:
        raise TextTooLong
    write_narrative(section, text, actor=actor)
