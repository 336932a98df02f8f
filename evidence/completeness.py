"""What a section still lacks, with reasons. Pure: facts in, reasons out; it never forbids to go on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SectionFacts:
    """`items`: item key → (text, answer or None); `demands_open`: demands that were sent and have no answer."""

    narrative: str
    items: dict[str, tuple[str, str | None]]
    figures: int
    figures_wanted: int
    evidence: int
    without_caption: int
    demands_open: int


@dataclass(frozen=True)
class Missing:
    """`code` is stable, `count` how many, `anchor` the place on the section's page."""

    code: str
    count: int
    anchor: str


def missing_of(facts: SectionFacts) -> tuple[Missing, ...]:
    """Reasons in the order in which they are best mended."""
    unanswered = sum(1 for _text, answer in facts.items.values() if answer is None)
    found = [
        Missing("demands", facts.demands_open, "demands"),
        Missing("narrative", int(not facts.narrative.strip()), "narrative"),
        Missing("self_checks", unanswered, "checks"),
        Missing("evidence", int(facts.evidence == 0), "evidence"),
        Missing("captions", facts.without_caption, "evidence"),
        Missing("figures", int(facts.figures == 0 and facts.figures_wanted > 0), "figures"),
    ]
    return tuple(reason for reason in found if reason.count)
