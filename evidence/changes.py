"""What changed between two snapshots. Pure: the since-last-return view and the comparison both read it."""

from dataclasses import dataclass

from evidence.text.diff import Block, diff_text

FIGURE_FIELDS = ("label", "value", "unit", "as_of", "source")
DESCRIPTION = ("caption", "happened_on", "make_public", "consent", "consent_note")
EMPTY = {"narrative": "", "self_checks": {}, "figures": [], "evidence": [], "answers": []}


@dataclass(frozen=True)
class SectionChange:
    """`figures`: (old or None, new or None); `described` and `revised`: (old, new) evidence of one id."""

    text: tuple[Block, ...]
    self_checks: tuple[tuple[str, dict | None, dict | None], ...]
    figures: tuple[tuple[dict | None, dict | None], ...]
    added: tuple[dict, ...]
    removed: tuple[dict, ...]
    revised: tuple[tuple[dict, dict], ...]
    described: tuple[tuple[dict, dict], ...]
    answers: tuple[dict, ...]

    @property
    def changed(self) -> bool:
        parts = (self.text, self.self_checks, self.figures, self.added, self.removed, self.revised)
        return any((*parts, self.described, self.answers))


def changes_between(old: dict | None, new: dict) -> dict[str, SectionChange]:
    """Star → what changed from `old` to `new`; every star of `new`, changed or not."""
    before = old["sections"] if old else {}
    return {key: section_change(before.get(key, EMPTY), section) for key, section in new["sections"].items()}


def section_change(old: dict, new: dict) -> SectionChange:
    text = diff_text(old["narrative"], new["narrative"]) if old["narrative"] != new["narrative"] else ()
    files_old, files_new = _by_id(old["evidence"]), _by_id(new["evidence"])
    both = [(files_old[key], files_new[key]) for key in files_new if key in files_old]
    return SectionChange(
        text=text,
        self_checks=_checks(old["self_checks"], new["self_checks"]),
        figures=_figures(_by_id(old["figures"]), _by_id(new["figures"])),
        added=tuple(files_new[key] for key in files_new if key not in files_old),
        removed=tuple(files_old[key] for key in files_old if key not in files_new),
        revised=tuple(pair for pair in both if pair[0]["sha256"] != pair[1]["sha256"]),
        described=tuple(pair for pair in both if _differ(*pair, DESCRIPTION)),
        answers=tuple(answer for answer in new["answers"] if answer not in old["answers"]),
    )


def _by_id(rows: list[dict]) -> dict[int, dict]:
    return {row["id"]: row for row in rows}


def _differ(old: dict, new: dict, fields: tuple[str, ...]) -> bool:
    return any(old[field] != new[field] for field in fields)


def _checks(old: dict, new: dict):
    keys = dict.fromkeys([*old, *new])
    return tuple((key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))


def _figures(old: dict, new: dict):
    keys = dict.fromkeys([*old, *new])
    pairs = ((old.get(key), new.get(key)) for key in keys)
    return tuple((a, b) for a, b in pairs if a is None or b is None or _differ(a, b, FIGURE_FIELDS))
