"""People, rulebooks, rounds and the event log. Outsiders import from here; modules depend downwards only:
people <- events <- rulebooks <- rounds <- signing."""

from stars.models.events import Event
from stars.models.people import Membership, Organisation, Post, User
from stars.models.rounds import Entry, Phase, Round, SelfCheck, Subject
from stars.models.rulebooks import Rulebook, RulebookVersion
from stars.models.signing import Award, SignOff

__all__ = [
    "Award",
    "Entry",
    "Event",
    "Membership",
    "Organisation",
    "Phase",
    "Post",
    "Round",
    "Rulebook",
    "RulebookVersion",
    "SelfCheck",
    "SignOff",
    "Subject",
    "User",
]
