"""What is missing in each section of a dossier, from rows that were prefetched."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.completeness import Missing, SectionFacts, missing_of


def section_facts(section, dimension, checks: dict) -> SectionFacts:
    """`section` with figures, evidence and demands prefetched; `checks`: item key → SelfCheck."""
    evidence = list(section.evidence.all())
    return SectionFacts(
        narrative=section.narrative,
        items={i.key: (i.text, checks[i.key].answer if i.key in checks else None) for i in dimension.items},
        figures=len(section.figures.all()),
        figures_wanted=len(dimension.figures),
        evidence=len(evidence),
        without_caption=sum(1 for one in evidence if not one.caption),
        demands_open=sum(1 for one in section.demands.all() if one.sent_with_id and not one.answer),
    )


def missing_by_section(sections, table, checks: dict) -> dict[int, tuple[Missing, ...]]:
    """Section key → what is missing; no queries of its own."""
    return {
        section.pk: missing_of(section_facts(section, table.dimension(section.dimension), checks))
        for section in sections
    }


def missing_text(missing: Missing) -> str:
    """The reason as the village reads it."""
    count = missing.count
    return {
        "demands": lambda: ngettext("%d demand to answer", "%d demands to answer", count) % count,
        "narrative": lambda: _("No text yet"),
        "self_checks": lambda: ngettext("%d item to answer", "%d items to answer", count) % count,
        "evidence": lambda: _("No photo or document yet"),
        "captions": lambda: (
            ngettext("%d file without a caption", "%d files without a caption", count) % count
        ),
        "figures": lambda: _("No figure yet"),
    }[missing.code]()
