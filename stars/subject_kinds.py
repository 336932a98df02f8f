"""Which kind of subject a category of a rulebook rates, told by the key of the category."""

from stars.models import Subject

Kind = Subject.Kind
KINDS = {
    "cadre": Kind.PERSON,
    "member": Kind.PERSON,
    "household": Kind.HOUSEHOLD,
    "service": Kind.BUSINESS,
    # One subject, and it is the village's own organisation.
    "committee": Kind.ORGANISATION,
    "village": Kind.ORGANISATION,
}


def kind_of(category: str) -> Subject.Kind:
    """A key that is not known here rates people."""
    return KINDS.get(category, Kind.PERSON)
