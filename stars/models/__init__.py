"""People, rulebooks, rounds and the event log. Outsiders import from here; modules depend downwards only:
people <- events <- rulebooks, subjects <- rounds <- assessments, meetings, panel, results, signing <- postings, filings."""

from stars.models.assessments import (
    Assessment,
    Exclusion,
    ExclusionDecider,
    ExclusionObjection,
    GroundPermission,
    PersonalSlip,
    Target,
)
from stars.models.events import Event
from stars.models.filings import BenefitCard, BenefitGrant, Filing
from stars.models.imports import SubjectImport
from stars.models.meetings import Ballot, BallotBox, Meeting, MeetingCount, TallySheet
from stars.models.panel import PanelScore, PanelSeat
from stars.models.people import Membership, Organisation, Post, User
from stars.models.postings import Correction, Holiday, Objection, Posting
from stars.models.results import RatingRun, Result, TieDecision
from stars.models.rounds import Entry, Phase, Round, SelfCheck
from stars.models.rulebooks import Rulebook, RulebookDraft, RulebookVersion
from stars.models.signing import Award, SignOff
from stars.models.subjects import Subject

__all__ = [
    "Assessment",
    "Award",
    "Ballot",
    "BallotBox",
    "BenefitCard",
    "BenefitGrant",
    "Correction",
    "Entry",
    "Event",
    "Exclusion",
    "ExclusionDecider",
    "ExclusionObjection",
    "Filing",
    "GroundPermission",
    "Holiday",
    "Meeting",
    "MeetingCount",
    "Membership",
    "Objection",
    "Organisation",
    "PanelScore",
    "PanelSeat",
    "PersonalSlip",
    "Phase",
    "Post",
    "Posting",
    "RatingRun",
    "Result",
    "Round",
    "Rulebook",
    "RulebookDraft",
    "RulebookVersion",
    "SelfCheck",
    "SignOff",
    "Subject",
    "SubjectImport",
    "TallySheet",
    "Target",
    "TieDecision",
    "User",
]
