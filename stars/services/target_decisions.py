"""Deciding on targets where the book has them approved: one by one, or all that wait.

Nobody decides on his own, his household's, or what he entered himself. Where that bars every secretary, the clerk
records what the branch decided.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from stars.access import can_open_rating, can_run_rating
from stars.actions import Action
from stars.assessing import TARGET_MOVES, TargetState
from stars.errors import Stale
from stars.models import Assessment, Entry, Organisation, Post, Target, User
from stars.moves import move
from stars.preparing_errors import NoApproval, NothingDeclared, OwnTarget
from stars.queries.own import own_subjects
from stars.services.assessments import lock_assessment
from stars.services.entries import require_preparing
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.subject_checks import harmless
from stars.tracking import save_tracked

REASON_MAX = 1000


@dataclass
class Deciders:
    """Who may decide on which target of one village; the village's secretaries are read when they are needed."""

    actor: User
    village: Organisation

    @cached_property
    def own(self) -> frozenset[int]:
        return own_subjects(self.actor, self.village)

    @cached_property
    def secretaries(self) -> list[tuple[int, frozenset[int]]]:
        posts = self.village.memberships.in_force().filter(post=Post.SECRETARY).select_related("user")
        return [(post.user_id, own_subjects(post.user, self.village)) for post in posts]

    def barred(self, target: Target, person: int, own: frozenset[int]) -> bool:
        return target.declared_by_id == person or target.entry.subject_id in own

    def may(self, target: Target) -> bool:
        if self.barred(target, self.actor.pk, self.own):
            return False
        return can_open_rating(self.actor, self.village) or all(
            self.barred(target, person, own) for person, own in self.secretaries
        )


@transaction.atomic
def decide_target(
    *, actor, round_id: int, entry_id: int, approve: bool, version: int, reason: str = ""
) -> Target:
    """`version`: of the target that was read; a refusal needs its reason."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_preparing(assessment)
    target = declared(assessment).select_related("entry__subject").get(entry=entry_id)
    if target.version != version:
        raise Stale
    target.entry.round = assessment.round
    require_approval(target.entry)
    deciders = Deciders(actor, assessment.village)
    if not deciders.may(target):
        require(can_open_rating(actor, assessment.village) or deciders.barred(target, actor.pk, deciders.own))
        raise OwnTarget
    _decide(assessment, target, approve, harmless(reason, REASON_MAX), actor=actor)
    return target


@transaction.atomic
def decide_all_targets(*, actor, round_id: int, category: str, approve: bool, reason: str = "") -> int:
    """Every declared target of the category that this person may decide on; returns how many."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    require_preparing(assessment)
    waiting = declared(assessment).filter(state=TargetState.DECLARED, entry__subject__category=category)
    targets = list(waiting.select_related("entry__subject").order_by("pk"))
    deciders = Deciders(actor, assessment.village)
    mine = [target for target in targets if deciders.may(target)]
    if targets and not mine:
        require(can_open_rating(actor, assessment.village))
        raise OwnTarget
    if not mine:
        raise NothingDeclared
    reason = harmless(reason, REASON_MAX)
    for target in mine:
        target.entry.round = assessment.round
        require_approval(target.entry)
        _decide(assessment, target, approve, reason, actor=actor)
    return len(mine)


def declared(assessment: Assessment):
    return Target.objects.filter(entry__round=assessment.round)


def require_approval(entry: Entry) -> None:
    if entry.table.target is None or not entry.table.target.approved:
        raise NoApproval


def _decide(assessment: Assessment, target: Target, approve: bool, reason: str, *, actor) -> None:
    move(target, TARGET_MOVES, "approve" if approve else "refuse", actor=actor, reason=reason)
    target.decided_by, target.decision_note = actor, reason
    save_tracked(target, actor=actor, reason=Action.TARGET_DECIDED)
    place = {"organisation": assessment.village, "round": assessment.round, "entry": target.entry}
    record(Action.TARGET_DECIDED, actor=actor, **place, approved=approve)
