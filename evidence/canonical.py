"""Digests that survive erasure: one salted commitment a field, one digest over all commitments.

Pure. A digest is SHA-256 over canonical JSON of {path: commitment}; a commitment is SHA-256 over canonical
JSON of [domain, path, value, salt]. Erasing one value keeps its commitment, and the digest stays provable.
"""

import hashlib
import secrets
from typing import Any

from stars.digests import canonical_json

DOMAIN = "ten-star-portal/field/1"


def new_salt() -> str:
    """16 random bytes as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def flatten(content: Any, path: str = "") -> list[tuple[str, Any]]:
    """Leaves with their paths ("sections/tidy/narrative"); an empty list or mapping is a leaf of its own."""
    if isinstance(content, dict) and content:
        return [leaf for key, child in content.items() for leaf in flatten(child, f"{path}/{_escaped(key)}")]
    if isinstance(content, list) and content:
        return [leaf for place, child in enumerate(content) for leaf in flatten(child, f"{path}/{place}")]
    return [(path[1:], content)]


def _escaped(key: str) -> str:
    """As in JSON pointers (RFC 6901), so that two paths never fall together."""
    return key.replace("~", "~0").replace("/", "~1")


def commitment(path: str, value: Any, salt: str) -> str:
    """SHA-256 of one field, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json([DOMAIN, path, value, salt])).hexdigest()


def commitments_of(content: dict, salts: dict[str, str]) -> dict[str, str]:
    """Path → commitment for every field; KeyError where a salt is missing."""
    return {path: commitment(path, value, salts[path]) for path, value in flatten(content)}


def digest_from_commitments(commitments: dict[str, str]) -> str:
    return hashlib.sha256(canonical_json(commitments)).hexdigest()


def digest_of(content: dict, salts: dict[str, str]) -> str:
    """The digest that both sides see, as 64 hexadecimal digits."""
    return digest_from_commitments(commitments_of(content, salts))
