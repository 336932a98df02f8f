"""What the linter says of a text, beside what was accepted of it with a reason.

An acceptance holds for exactly what was read: another number in the same place is another finding.
"""

from collections.abc import Iterable, Sequence

from stars.digests import plain_digest
from stars.rules.lint import ERROR, WARNING, Finding


def finding_id(finding: Finding) -> str:
    """Short and stable: the same code, place, article and numbers have the same one."""
    numbers = {key: _plain(value) for key, value in finding.numbers.items()}
    content = {"code": finding.code, "place": finding.place, "article": finding.article, "numbers": numbers}
    return plain_digest(content)[:12]


def _plain(value: object) -> object:
    """As JSON keeps it, whatever the linter found it from."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) else str(value)


def as_accepted(finding: Finding, *, reason: str, by: str) -> dict:
    """An acceptance as it is kept with the draft, and later with the version."""
    numbers = {key: _plain(value) for key, value in finding.numbers.items()}
    told = {"id": finding_id(finding), "code": finding.code, "place": finding.place}
    return told | {"article": finding.article, "numbers": numbers, "reason": reason, "by": by}


def from_accepted(row: dict) -> Finding:
    """The finding that was accepted, for its words."""
    told = (row["code"], WARNING, row["place"], row.get("article"), row.get("numbers", {}))
    return Finding(*told)


def still_found(accepted: Iterable[dict], findings: Sequence[Finding]) -> list[dict]:
    """Without acceptances of what is gone."""
    ids = {finding_id(one) for one in findings if one.severity == WARNING}
    return [row for row in accepted if row.get("id") in ids]


def standing_in_the_way(findings: Sequence[Finding], accepted: Iterable[dict]) -> list[Finding]:
    """Errors, and warnings that nobody accepted: while one stands, the text may not be used."""
    ids = {row.get("id") for row in accepted}
    return [
        one
        for one in findings
        if one.severity == ERROR or (one.severity == WARNING and finding_id(one) not in ids)
    ]
