"""What the linter says: one finding a line, and the little that its rules share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Finding:
    """`place`: category, or category.dimension, or a key in it; `numbers`: what it was found from."""

    code: str
    severity: str
    place: str
    article: str | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)


Findings = Iterator[Finding]


def percent(share: Decimal | int) -> str:
    """0.15 is told as 15."""
    told = f"{Decimal(share) * 100:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
