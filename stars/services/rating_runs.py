"""Runs of one category: drafted, looked at for what they would lose, and kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stars.actions import Action
from stars.correcting_errors import CorrectionsLost, OwnCorrection
from stars.digests import plain_digest
from stars.models import Assessment, RatingRun, Result, TieDecision
from stars.panel_errors import NotReady
from stars.queries.carrying import Lost, carry
from stars.queries.own import own_subjects
from stars.queries.standing import CARRIED
from stars.rules.book import Category
from stars.rules.plain import to_data
from stars.rules.rating import Rated, RatingError
from stars.services.recording import record
from stars.tie_decisions import rate
from stars.words import told_rating

FORMAT = 1


@dataclass(frozen=True)
class DraftRun:
    """`kept`: the newest run where it says the same already; otherwise `content` is what the next one says."""

    category: str
    number: int
    content: dict
    kept: RatingRun | None = None
    lost: tuple[Lost, ...] = ()


def draft_run(assessment: Assessment, category: Category, rated: Sequence[Rated]) -> DraftRun:
    """A run of these inputs with the votes on ties that fit, and with the corrections that are in force and fit."""
    newest = RatingRun.objects.filter(round=assessment.round, category=category.key).order_by("number").last()
    decisions = TieDecision.objects.filter(round=assessment.round, category=category.key)
    content = _content(assessment, category, rated, list(decisions))
    if newest and computed(newest.content) == plain_digest(content):
        return DraftRun(category.key, newest.number, newest.content, kept=newest)
    carried = carry(newest, category, content)
    if carried.receipts:
        content[CARRIED] = list(carried.receipts)
    return DraftRun(category.key, newest.number + 1 if newest else 1, content, lost=carried.lost)


def computed(content: dict) -> str:
    """Digest of what the engine said, whatever corrections go with it."""
    return plain_digest({key: value for key, value in content.items() if key != CARRIED})


def give_up(assessment: Assessment, drafts: Iterable[DraftRun], given_up: Iterable[str], *, actor) -> None:
    """Corrections that cannot go on are lost only if whoever computes names every one of them, and none is his own."""
    lost = [one for draft in drafts for one in draft.lost]
    named = set(given_up)
    if any(receipt not in named for one in lost for receipt in one.receipts):
        raise CorrectionsLost(lost)
    own = own_subjects(actor, assessment.village) if lost else frozenset()
    if any(one.entry.subject_id in own for one in lost):
        raise OwnCorrection
    place = {"organisation": assessment.village, "round": assessment.round}
    for one in lost:
        for receipt in one.receipts:
            record(Action.CORRECTION_GIVEN_UP, actor=actor, **place, entry=one.entry, target=receipt)


def keep_run(assessment: Assessment, draft: DraftRun, *, actor) -> RatingRun:
    """The newest one again where it says the same."""
    if draft.kept:
        return draft.kept
    told = {"category": draft.category, "number": draft.number, "content": draft.content}
    told["digest"] = plain_digest(draft.content)
    run = RatingRun.objects.create(round=assessment.round, made_by=actor, **told)
    for outcome in draft.content["results"]:
        _result(run, outcome)
    return run


def _content(assessment: Assessment, category: Category, rated: Sequence[Rated], decisions) -> dict:
    """What went in and what came out: whoever has the rulebook's text can compute it again."""
    try:
        rating, decided = rate(category, rated, decisions)
    except RatingError as error:
        raise NotReady([told_rating(error)]) from error
    told = {
        "format": FORMAT,
        "rulebook": assessment.round.version.digest,
        "category": category.key,
        "entries": [to_data(one) for one in rated],
        "decided": {str(level): sorted(chosen) for level, chosen in decided.items()},
    }
    return told | to_data(rating)


def _result(run: RatingRun, outcome: dict) -> Result:
    told = {"exact": outcome["exact"] or "", "shown": outcome["shown"] or ""}
    told |= {"level": outcome["level"], "explanation": outcome["explanation"]}
    return Result.objects.create(run=run, entry_id=int(outcome["subject"]), **told)
