"""A list that somebody uploads: through the gate, read in its child, and nothing of it kept."""

import tempfile
from pathlib import Path

from evidence.intake.gate import examine, read_table_isolated
from evidence.intake.naming import extension_of
from evidence.intake.refusals import Refused

# The gate tells which kinds of evidence there are; of a list this is said instead.
NO_LIST = ("unknown_type", "svg", "heic")


def read_table_file(*, path: Path, name: str) -> list[list[str]]:
    """The cells of an .xlsx or .csv as text, ready for stars.lists.reading.read_list. Slow, so before any
    transaction. Raises Refused, which says where and what to do."""
    try:
        with tempfile.TemporaryDirectory(prefix="intake-") as work:
            if extension_of(name) == "xlsx":
                examine(path, name, out_dir=Path(work))
            return read_table_isolated(path, name, Path(work))
    except Refused as refused:
        if refused.code in NO_LIST:
            raise Refused("table_kind") from refused
        raise
