"""The linter's codes in words: what was found, and what to do."""

from django.utils.translation import gettext_lazy as _

from stars.rules.lint import Finding

WORDS = {
    "unreadable": _("The file cannot be read as a rulebook: %(why)s"),
    "thresholds_overlap": _(
        "Level %(level)s ends at %(ends)s but the next one begins at %(next)s: they overlap. Correct one."
    ),
    "thresholds_gap": _(
        "Level %(level)s ends at %(ends)s and the next one begins at %(next)s: between them nobody has "
        "a level. Correct one."
    ),
    "levels_not_in_a_row": _("The levels do not follow each other from 1 upwards. Add the missing one."),
    "points_negative": _("%(points)s points: points are never negative. Correct them."),
    "share_out_of_range": _("The share %(share)s is not between 0 and 1. Write 15 %% as 0.15."),
    "weights_not_100": _("The weights add to %(sum)s %%, not 100 %%. Correct them."),
    "parts_differ_from_whole": _(
        "The parts add to %(parts)s of %(points)s points. The whole stays the ceiling; correct the "
        "parts or accept it with a reason."
    ),
    "table_total": _(
        "The table totals %(total)s points, not 100. Correct the parts or accept it with a reason."
    ),
    "goal_against_quota": _(
        "The target wants %(share)s %% at level %(level)s or above, the quotas leave room for %(room)s "
        "%%. Change one or accept it with a reason."
    ),
    "other_village_named": _("The text names another village: %(village)s. Write the own village."),
    "item_punishes": _(
        "The item speaks of “%(word)s”. No item may score petitioning, complaint, speech, belief or "
        "family planning. Take it out."
    ),
    "ground_punishes": _(
        "This ground punishes people for what must not count (%(concerns)s). It stays off until the "
        "county confirms it with a legal basis."
    ),
    "ground_needs_legal_basis": _(
        "This ground concerns a person (%(concerns)s). It stays off until the county confirms it with a "
        "legal basis."
    ),
    "aid_settled_by_law": _(
        "The law decides who has this aid; it should not hang on stars. Take it out or accept it with a "
        "reason."
    ),
    "weights_not_stated": _("The document states no weights. Agree on them, or enter composed scores."),
    "points_not_stated": _(
        "The document states no points for the roles. The leading group scores out of 100 as a whole "
        "until they are set."
    ),
    "roles_without_parts": _(
        "Some roles have parts with points and some have none: %(roles)s. Agree how those are scored."
    ),
    "cap_without_base_or_rounding": _(
        "The cap of %(share)s %% at level %(level)s says neither of what nor how it is rounded. We take "
        "everybody who may be rated, rounded down."
    ),
    "about_without_tolerance": _(
        "“About” %(share)s %% at level %(level)s has no tolerance. It only warns and moves nobody."
    ),
    "ground_without_period": _("The document says within what time, but the time is missing. Agree on it."),
    "text_under_wrong_heading": _(
        "The text under this heading belongs under another one. Check the document."
    ),
    "branches_mixed_up": _(
        "The document says general branch (article %(general)s) here and branch (article %(branch)s) "
        "there. Agree who is meant."
    ),
    "not_carried": _("A demand of this article is not carried (%(why)s): no item may score it."),
    "reading_posting_days": _("The document states no posting days. We take the number entered here."),
    "reading_ties": _(
        "The document does not say what happens with equal scores at the edge of a quota. The leading "
        "group decides by a recorded vote."
    ),
    "reading_lifetime_quota": _(
        "The document does not say whether lifetime holders use a place of the quota. We take it that "
        "they do not."
    ),
    "reading_fall_not_from_five": _(
        "The document speaks only of a fall from five stars. We take it that every fall counts in full."
    ),
    "reading_period": _("The document states no period. We take one year."),
    "reading_award": _(
        "The document does not say how a star is awarded. We take it that the township decides star by star."
    ),
}
CONCERNS = {
    "petition": _("petitioning"),
    "speech": _("speech"),
    "belief": _("belief"),
    "family_planning": _("family planning"),
    "crime": _("offences"),
    "health": _("health"),
    "conduct": _("conduct"),
    "dues": _("dues not paid"),
}


def told_finding(finding: Finding) -> str:
    """The finding in the reader's language, with what to do."""
    numbers = {key: in_words(key, value) for key, value in finding.numbers.items()}
    words = WORDS.get(finding.code)
    if words is None:  # a reading that a village's own book names
        return str(
            _("The document leaves this open; we read it our way: %s") % finding.code.removeprefix("reading_")
        )
    return str(words) % numbers


def in_words(key: str, value: object) -> str:
    if key in ("concerns", "why") and value in CONCERNS:
        return str(CONCERNS[str(value)])
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
