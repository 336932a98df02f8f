"""What a filing covers, as plain content with one digest, and what a signature on it covers. Pure.

Of a name the digest covers a salted commitment only: the name can be erased later while the digest stays provable.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from stars.digests import canonical_json, plain_digest

FORMAT = 1
KIND = "five_role_filing"
DOMAIN = "ten-star-portal/filed-name/1"
OPEN_FIELDS = ("name", "salt")
OF_THIS_FILING = ("number", "note")


def sealed_name(entry: int, name: str) -> dict[str, str]:
    salt = secrets.token_hex(16)
    return {"name": name, "salt": salt, "name_digest": name_digest(entry, name, salt)}


def name_digest(entry: int, name: str, salt: str) -> str:
    return hashlib.sha256(canonical_json([DOMAIN, entry, name, salt])).hexdigest()


def without(row: Mapping[str, Any], names: Iterable[str]) -> dict:
    return {key: value for key, value in row.items() if key not in set(names)}


def filing_digest(content: Mapping[str, Any]) -> str:
    entries = [without(row, OPEN_FIELDS) for row in content["entries"]]
    return plain_digest({**content, "entries": entries})


def names_fit(content: Mapping[str, Any]) -> bool:
    """Every name is what was filed, or was erased together with its salt."""
    return all(
        (not row["name"] and not row["salt"])
        or name_digest(row["entry"], row["name"], row["salt"]) == row["name_digest"]
        for row in content["entries"]
    )


def read_mark(content: Mapping[str, Any]) -> str:
    """Tells whether what would be filed is still what was read: the content without number, note and salts."""
    entries = [without(row, ("salt", "name_digest")) for row in content["entries"]]
    return plain_digest({**without(content, OF_THIS_FILING), "entries": entries})


def decision_content(filing, signer_id: int, note: str) -> dict:
    """What one person signed: the filing that was read, by whom it came and who checked it, the note."""
    content = {"format": FORMAT, "filing": filing.digest, "signer": signer_id, "note": note}
    return content | {"filed_by": filing.filed_by_id, "checked_by": filing.checked_by_id}
