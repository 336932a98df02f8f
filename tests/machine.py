"""What this machine has; in CI a missing tool is a failure, elsewhere its tests are reported as skipped."""

import os


def missing(name: str, found: object) -> bool:
    """Whether to skip; with CI=true a missing tool stops the run instead."""
    if not found and os.environ.get("CI") == "true":
        raise RuntimeError(f"{name} is needed in CI")
    return not found
