"""Nothing is proposed, signed or published on rows that no longer fit their digests."""

from evidence.errors import Tampered
from evidence.models import Dossier
from evidence.queries.verifying import verify


def require_intact(dossier: Dossier) -> None:
    """Called under the dossier's lock, before the first write of a step."""
    if verify(dossier):
        raise Tampered
