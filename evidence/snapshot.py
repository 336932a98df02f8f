"""The snapshot of a dossier: exactly what the township reads, and what the digest covers."""

from evidence.canonical import digest_of, flatten, new_salt
from evidence.models import Dossier
from evidence.states import OPEN_TO_VILLAGE, SectionState


def snapshot(dossier: Dossier, stars: list[str]) -> dict:
    """Content of a submission for the stars applied for; plain JSON without floats.

    Costs a fixed number of queries, whatever the size of the dossier.
    """
    entry = dossier.entry
    checks = {row.item: {"answer": row.answer, "note": row.note} for row in entry.self_checks.all()}
    items = {d.key: [item.key for item in d.items] for d in entry.round.table.dimensions}
    sections = {}
    for section in live_sections(dossier):
        if section.dimension in stars:
            answered = {key: checks[key] for key in items[section.dimension] if key in checks}
            sections[section.dimension] = section_content(section, answered)
    return {"rulebook": entry.round.version.digest, "stars": list(stars), "sections": sections}


def live_sections(dossier: Dossier):
    return dossier.sections.prefetch_related(
        "figures", "evidence__revisions__file__derivatives", "demands", "assigned_to"
    )


def section_content(section, answered: dict) -> dict:
    return {
        "narrative": section.narrative,
        "self_checks": answered,
        "figures": [figure_content(figure) for figure in section.figures.all()],
        "evidence": [evidence_content(evidence) for evidence in section.evidence.all()],
        "answers": [
            {"demand_id": demand.pk, "demand": demand.text, "answer": demand.answer}
            for demand in section.demands.all()
            if demand.sent_with_id
        ],
    }


def figure_content(figure) -> dict:
    return {
        "id": figure.pk,
        "key": figure.key,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "source": figure.source,
    }


def evidence_content(evidence) -> dict:
    revision = evidence.current
    file = revision.file
    return {
        "id": evidence.pk,
        "revision_id": revision.pk,
        "name": revision.original_name,
        "caption": evidence.caption,
        "happened_on": evidence.happened_on.isoformat() if evidence.happened_on else None,
        "make_public": evidence.make_public,
        "consent": evidence.consent,
        "consent_note": evidence.consent_note,
        "sha256": file.sha256,
        "kind": file.kind,
        "media_type": file.media_type,
        "public": {d.name: d.sha256 for d in file.derivatives.all()} if evidence.make_public else {},
    }


def frozen(content: dict) -> tuple[dict[str, str], str]:
    """One salt a field, and the digest over the salted commitments (design §3)."""
    salts = {path: new_salt() for path, _value in flatten(content)}
    return salts, digest_of(content, salts)


def default_stars(dossier: Dossier) -> list[str]:
    """Stars that the village began, in the book's order."""
    begun = OPEN_TO_VILLAGE - {SectionState.NOT_STARTED}
    return [section.dimension for section in dossier.sections.all() if section.state in begun]
