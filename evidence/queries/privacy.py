"""The first privacy check: what in a snapshot should be looked at before others read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evidence.reports.sensitive import find_sensitive
from evidence.text.privacy import find_personal
from stars.rules.book import Category

TOWNSHIP_ADVICE = _("Return the star, so that the village leaves it out or masks it.")
ADVICE = {
    "personal": _("A number that identifies a person. Delete it, or replace its middle by stars."),
    "sensitive": _("Text about following, sorting, informing on or policing people. Leave it out."),
}
PLACES = {
    "narrative": _("text"),
    "figure": _("figure"),
    "caption": _("caption"),
    "consent": _("who agreed, and how"),
    "note": _("note of the self-check"),
    "answer": _("answer to a demand"),
}


@dataclass(frozen=True)
class PrivacyDoubt:
    """`text` is the passage found, `start` its place (characters) in the field that `where` names; `title` is
    the star's. `advice` is for the village, `township_advice` for those who only read."""

    dimension: str
    title: str
    where: str
    text: str
    start: int
    kind: str

    @property
    def place(self):
        return f"{self.title} · {PLACES[self.where]}"

    @property
    def advice(self):
        return ADVICE["sensitive" if self.kind.startswith("sensitive") else "personal"]

    @property
    def township_advice(self):
        return TOWNSHIP_ADVICE


def fields_of(section: dict) -> Iterator[tuple[str, str]]:
    yield "narrative", section["narrative"]
    for figure in section["figures"]:
        yield "figure", " ".join([figure["label"], figure["value"], figure["unit"], figure["source"]])
    for evidence in section["evidence"]:
        yield "caption", evidence["caption"]
        yield "consent", evidence["consent_note"]
    for check in section["self_checks"].values():
        yield "note", check["note"]
    for answer in section["answers"]:
        yield "answer", answer["answer"]


def privacy_doubts(table: Category, content: dict) -> list[PrivacyDoubt]:
    """Doubts of a whole snapshot (evidence.snapshot), star by star."""
    return [
        PrivacyDoubt(key, table.dimension(key).title, where, *found)
        for key, section in content["sections"].items()
        for where, text in fields_of(section)
        for found in doubts_of(text)
    ]


def doubts_of(text: str) -> Iterator[tuple[str, int, str]]:
    """(passage, place, kind)"""
    for hit in find_personal(text):
        yield hit.text, hit.start, hit.kind
    for hit in find_sensitive(text):
        yield hit.text, hit.start, f"sensitive_{hit.kind}"
