"""Why this level: each step of an explanation as one sentence, with its article and its numbers."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from stars.rules.book import Category
from stars.rules.findings import percent
from stars.rules.rating import Outcome, Step, cut
from stars.words import level_words


def told_outcome(outcome: Outcome, category: Category) -> list[str]:
    """The whole explanation, a sentence a step."""
    return [told_step(step, category) for step in outcome.explanation]


def told_step(step: Step, category: Category) -> str:
    told = SENTENCES[step.step](step, category)
    if not step.article:
        return told
    return _("Article %(article)s: %(told)s") % {"article": step.article, "told": told}


def levels(step: Step) -> dict[str, str]:
    return {"before": level_words(step.before), "level": level_words(step.after)}


def shown(exact: str) -> str:
    return str(cut(Fraction(exact)))


def eligible(step: Step, category: Category) -> str:
    return _("Is rated.") if step.detail["eligible"] else _("Is not rated this time.")


def score(step: Step, category: Category) -> str:
    numbers = {"score": shown(step.detail["exact"])}
    if "parts" not in step.detail:
        return _("%(score)s points.") % numbers
    titles = {source.key: source.title for source in category.sources}
    parts = [
        f"{titles.get(key, key)} {shown(value)} × {percent(Decimal(step.detail['weights'][key]))}%"
        for key, value in step.detail["parts"].items()
    ]
    return _("%(parts)s: %(score)s points together.") % (numbers | {"parts": " + ".join(parts)})


def threshold(step: Step, category: Category) -> str:
    numbers = levels(step) | {"score": shown(step.detail["score"]), "lower": step.detail["lower"]}
    if step.detail["lower"] is not None:
        return _("%(score)s points reach %(lower)s: %(level)s.") % numbers
    numbers["lower"] = f"{min(level.lower for level in category.levels):f}"
    return _("%(score)s points do not reach %(lower)s: %(level)s.") % numbers


def lifetime(step: Step, category: Category) -> str:
    return _("%(level)s for life, whatever the rules on rising and shares say.") % levels(step)


def step_rule(step: Step, category: Category) -> str:
    previous, numbers = step.detail["previous"], levels(step)
    if previous is None:
        return _("First rating, no limit on rising: %(level)s.") % numbers
    numbers["previous"] = level_words(previous)
    if step.after != step.before:
        return _("%(previous)s last time, one level up at most: %(level)s instead of %(before)s.") % numbers
    if (step.after or 0) < previous:
        return _("%(previous)s last time; a fall counts in full: %(level)s.") % numbers
    return _("%(previous)s last time; no more than one level up: %(level)s.") % numbers


def hand_vote(step: Step, category: Category) -> str:
    top = category.hand_vote_level
    numbers = levels(step) | {"top": level_words(top), "previous": level_words(step.detail.get("previous"))}
    if step.detail["chosen"] and step.after == top:
        return _("Chosen by a show of hands: %(level)s.") % numbers
    if step.detail["chosen"]:
        return (
            _(
                "Chosen for %(top)s by a show of hands, but %(previous)s last time, one level up at most: %(level)s."
            )
            % numbers
        )
    if step.after != step.before:
        return _("Not chosen by a show of hands: %(level)s instead of %(before)s.") % numbers
    return _("Not chosen by a show of hands, the score decides: %(level)s.") % numbers


def shares(step: Step) -> dict[str, object]:
    return levels(step) | dict(step.detail) | {"share": percent(Decimal(step.detail["share"]))}


def quota(step: Step, category: Category) -> str:
    if step.after == step.before:
        told = _(
            "At most %(share)s %% may have %(before)s: %(places)s places for %(base)s, %(wanted)s reach it. "
            "Inside the places: %(level)s."
        )
    else:
        told = _(
            "At most %(share)s %% may have %(before)s: %(places)s places for %(base)s, %(wanted)s reach it. "
            "Beyond the places by score: %(level)s."
        )
    return told % shares(step)


def tie(step: Step, category: Category) -> str:
    if not step.detail["decided"]:
        told = _(
            "%(tied)s have equal scores for %(free)s places of %(before)s. The leading group decides by a vote; "
            "until then there is no level."
        )
    elif step.after == step.before:
        told = _(
            "%(tied)s have equal scores for %(free)s places of %(before)s. The vote of the leading group gave one "
            "of them: %(level)s."
        )
    else:
        told = _(
            "%(tied)s have equal scores for %(free)s places of %(before)s. The vote of the leading group gave the "
            "places to others: %(level)s."
        )
    return told % shares(step)


def objection(step: Step, category: Category) -> str:
    numbers = levels(step) | {"receipt": step.detail["receipt"], "reason": step.detail["reason"]}
    if step.after == step.before:
        return _("Objection %(receipt)s (%(reason)s): %(level)s stays.") % numbers
    return _("Objection %(receipt)s (%(reason)s): %(level)s instead of %(before)s.") % numbers


SENTENCES: dict[str, Callable[[Step, Category], str]] = {
    "eligible": eligible,
    "score": score,
    "threshold": threshold,
    "lifetime": lifetime,
    "step_rule": step_rule,
    "hand_vote": hand_vote,
    "quota": quota,
    "tie": tie,
    "objection": objection,
}
