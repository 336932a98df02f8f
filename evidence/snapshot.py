"""The snapshot of a dossier: exactly what the township reads, and what the digest covers."""

from evidence.canonical import digest_of, flatten, new_salt
from evidence.covered import FORMAT
from evidence.models import Dossier


def snapshot(dossier: Dossier, stars: list[str], *, number: int) -> dict:
    """Content of submission `number` for the stars applied for; plain JSON without floats.

    Costs a fixed number of queries, whatever the size of the dossier. Names are copied: who renames a
    village later changes nothing that was handed in.
    """
    entry = dossier.entry
    checks = {row.item: {"answer": row.answer, "note": row.note} for row in entry.self_checks.all()}
    items = {d.key: [item.key for item in d.items] for d in entry.round.table.dimensions}
    sections = {}
    for section in live_sections(dossier):
        if section.dimension in stars:
            answered = {key: checks[key] for key in items[section.dimension] if key in checks}
            sections[section.dimension] = section_content(section, answered)
    about = {"format": FORMAT, "number": number, "village": place(dossier.village)}
    about |= {"township": place(dossier.township)}
    about |= {"round": {"title": entry.round.title, "year": entry.round.year}}
    return about | {"rulebook": entry.round.version.digest, "stars": list(stars), "sections": sections}


def place(organisation) -> dict:
    return {"code": organisation.code, "name": organisation.name}


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
