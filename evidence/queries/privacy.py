"""The first privacy check: what in a snapshot should be looked at before others read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from evidence.reports.sensitive import find_sensitive
from evidence.text.privacy import find_personal

ADVICE = {
    "personal": _("A number that identifies a person. Delete it, or replace its middle by stars."),
    "sensitive": _("Text about following, sorting, informing on or policing people. Leave it out."),
}
PLACES = {
    "narrative": _("text"),
    "figure": _("figure"),
    "caption": _("caption"),
    "note": _("note of the self-check"),
    "answer": _("answer to a demand"),
}


@dataclass(frozen=True)
class PrivacyDoubt:
    """`text` is the passage found, `start` its place (characters) in the field that `where` names."""

    dimension: str
    where: str
    text: str
    start: int
    kind: str

    @property
    def place(self):
        return PLACES[self.where]

    @property
    def advice(self):
        return ADVICE["sensitive" if self.kind.startswith("sensitive") else "personal"]


def fields_of(section: dict) -> Iterator[tuple[str, str]]:
    yield "narrative", section["narrative"]
    for figure in section["figures"]:
        yield "figure", " ".join([figure["label"], figure["value"], figure["unit"], figure["source"]])
    for evidence in section["evidence"]:
        yield "caption", evidence["caption"]
    for check in section["self_checks"].values():
        yield "note", check["note"]
    for answer in section["answers"]:
        yield "answer", answer["answer"]


def privacy_doubts(content: dict) -> list[PrivacyDoubt]:
    """Doubts of a whole snapshot (evidence.snapshot), star by star."""
    return [
        doubt
        for dimension, section in content["sections"].items()
        for where, text in fields_of(section)
        for doubt in doubts_of(dimension, where, text)
    ]


def doubts_of(dimension: str, where: str, text: str) -> Iterator[PrivacyDoubt]:
    for hit in find_personal(text):
        yield PrivacyDoubt(dimension, where, hit.text, hit.start, hit.kind)
    for hit in find_sensitive(text):
        yield PrivacyDoubt(dimension, where, hit.text, hit.start, f"sensitive_{hit.kind}")
