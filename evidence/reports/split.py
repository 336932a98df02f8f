"""From a report's text to sections, figures and doubts."""

from collections.abc import Sequence
from dataclasses import replace

from .figures import broken_numbers, find_numbers
from .headings import Heading, find_headings
from .labels import name_figures
from .model import Doubt, Report, ReportEmpty, ReportSection
from .sensitive import find_sensitive
from .sentences import around, sentences, tidy
from .signature import Signature, find_date, find_signature, find_title

LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\u2028": "\n", "\x00": ""}
# Far more than anybody would go through one by one; a table pasted as text has as many.
MOST_FIGURES = 300


def split_report(text: str, dimensions: Sequence, image_offsets: Sequence[int] = ()) -> Report:
    """Split a report under its stars.

    `dimensions`: objects with `.key`, `.title` ("领导核心星") and, optionally, `.figures` (each with
    `.key .label .unit .words`). `image_offsets`: where pictures stand in `text`, as `read_report` gives them.
    Raises ReportEmpty.
    """
    for old, new in LINE_ENDS.items():
        text = text.replace(old, new)
    if not text.strip():
        raise ReportEmpty
    headings = find_headings(text, dimensions)
    signature = find_signature(text, headings[-1].end if headings else 0)
    if not any(heading.key for heading in headings):
        return _unplaced(text, signature)
    return _placed(text, dimensions, headings, signature, image_offsets)


def _unplaced(text: str, signature: Signature) -> Report:
    lines, doubts = _loose_lines(text)
    title = find_title(text.strip().split("\n"))
    doubts = [Doubt(title, "no_headings"), *signature.doubts, *doubts]
    return Report(title, signature.signed_by, signature.dated, (), tuple(lines), tuple(doubts))


def _placed(
    text: str,
    dimensions: Sequence,
    headings: list[Heading],
    signature: Signature,
    image_offsets: Sequence[int],
) -> Report:
    top = [line for line in text[: headings[0].start].split("\n") if line.strip()]
    title, signature = find_title(top), _dated_at_top(signature, top)
    spans = _spans(headings, signature.start)
    outside = ["\n".join(line for line in top if line.strip(" #*") != title), text[signature.end :]]
    outside += [text[slice(*span)] for heading, span in zip(headings, spans, strict=True) if not heading.key]
    unassigned, doubts = _loose_lines("\n".join(outside))
    doubts += [
        Doubt(text[heading.start : heading.end].strip(), "unknown_heading")
        for heading in headings
        if not heading.key
    ]
    sections, more = _sections(text, dimensions, headings, spans, image_offsets)
    doubts += [*more, *signature.doubts]
    return Report(
        title, signature.signed_by, signature.dated, tuple(sections), tuple(unassigned), tuple(doubts)
    )


def _dated_at_top(signature: Signature, top: list[str]) -> Signature:
    """Where the end has no date, the one under the title counts."""
    under_title = next(filter(None, map(find_date, top)), None)
    if signature.dated or signature.doubts or not under_title:
        return signature
    return replace(signature, dated=under_title.dated, doubts=under_title.doubts)


def _spans(headings: list[Heading], end: int) -> list[tuple[int, int]]:
    """From each heading's start to the next one's."""
    starts = [heading.start for heading in headings]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _sections(
    text: str, dimensions: Sequence, headings: list[Heading], spans: list, image_offsets: Sequence[int]
) -> tuple[list[ReportSection], list[Doubt]]:
    sections, doubts, missing = [], [], []
    for dimension in dimensions:
        own = [(h.end, span) for h, span in zip(headings, spans, strict=True) if h.key == dimension.key]
        if not own:
            missing.append(dimension.title)
            continue
        bodies = [body for end, span in own if (body := tidy(text[end : span[1]]))]
        images = tuple(
            index
            for index, at in enumerate(image_offsets)
            if any(start <= at < end for _, (start, end) in own)
        )
        section, more = _section(dimension, bodies, images)
        sections.append(section)
        doubts += more
    if missing:
        doubts.insert(0, Doubt("、".join(missing), "stars_missing"))
    return sections, doubts


def _section(dimension, bodies: list[str], images: tuple[int, ...]) -> tuple[ReportSection, list[Doubt]]:
    doubts = []
    if not bodies:
        doubts.append(Doubt(dimension.title, "section_empty", dimension.key))
    if len(bodies) > 1:
        doubts.append(Doubt(dimension.title, "repeated_heading", dimension.key))
    body, sensitive = leave_out_sensitive("\n".join(bodies), dimension.key)
    body = tidy(body)
    doubts += sensitive
    broken = dict.fromkeys(around(body, *span) for span in broken_numbers(body))  # once a sentence
    doubts += [Doubt(sentence, "broken_number", dimension.key) for sentence in broken]
    numbers = find_numbers(body)
    if len(numbers) > MOST_FIGURES:
        doubts.append(Doubt(dimension.title, "too_many_figures", dimension.key))
    figures = name_figures(body, numbers[:MOST_FIGURES], getattr(dimension, "figures", ()))
    return ReportSection(dimension.key, dimension.title, body, figures, images), doubts


def leave_out_sensitive(text: str, section_key: str | None = None) -> tuple[str, list[Doubt]]:
    """The text without its sensitive sentences, and one doubt for each of those."""
    kept, doubts = [], []
    for sentence in sentences(text):
        hits = find_sensitive(sentence.text)
        if hits:
            doubts.append(Doubt(sentence.text.strip(), f"sensitive_{hits[0].kind}", section_key))
            kept.append("\n" if sentence.text.endswith("\n") else "")
        else:
            kept.append(sentence.text)
    return "".join(kept), doubts


def _loose_lines(text: str) -> tuple[list[str], list[Doubt]]:
    rest, doubts = leave_out_sensitive(text)
    return [line.strip() for line in rest.split("\n") if line.strip()], doubts
