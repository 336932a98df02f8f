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
    "top_level_ends": _(
        "The highest level (%(level)s) ends at %(ends)s: above it nobody has a level. Leave its end out."
    ),
    "threshold_out_of_range": _(
        "Level %(level)s goes from %(lower)s to %(ends)s: that is no part of the scale from 0 to 100. Correct it."
    ),
    "levels_missing": _("The category has no levels. Add them from 1 upwards with their lower bounds."),
    "levels_not_in_a_row": _(
        "The levels (%(levels)s) do not follow each other from 1 up to 5. Add the missing one or take one out."
    ),
    "level_unknown": _("A rule speaks of level %(level)s, which the category does not have. Correct it."),
    "quota_twice": _("There are two shares for level %(level)s. Take one out."),
    "item_twice": _("The key %(key)s stands for two items. Name one of them differently."),
    "clause_twice": _("Clause %(clause)s is there twice. Take one out."),
    "no_category": _("The rulebook has no category. Add who is rated."),
    "points_negative": _("%(points)s points: points are never negative. Correct them."),
    "share_out_of_range": _("The share %(share)s is not between 0 and 1. Write 15 %% as 0.15."),
    "weight_out_of_range": _(
        "The weight of %(source)s is %(weight)s %%; it must be between 0 and 100 %%. Write 80 %% as 0.8."
    ),
    "weights_not_100": _("The weights add to %(sum)s %%, not 100 %%. Correct them."),
    "ballot_out_of_range": _(
        "The mark “%(option)s” is worth %(points)s points; it must be between 0 and 100. Correct it."
    ),
    "ballot_option_twice": _("The key %(key)s stands for two marks of the ballot. Name one differently."),
    "ballot_missing": _(
        "The book says nothing of what a ballot offers, so that a meeting cannot be counted. Add the marks and "
        "their points, or accept it with a reason and enter composed scores."
    ),
    "posting_days_negative": _("%(days)s posting days: days are never negative. Correct them."),
    "months_out_of_range": _(
        "“%(benefit)s” is valid for %(months)s months. Write a number from 1, or leave it out."
    ),
    "parts_differ_from_whole": _(
        "%(role)s: the parts add to %(parts)s of %(points)s points. The whole stays the ceiling; correct the "
        "parts or accept it with a reason."
    ),
    "table_total": _(
        "The table totals %(total)s points, not 100. Correct the parts or accept it with a reason."
    ),
    "goal_against_quota": _(
        "The target wants %(share)s %% at level %(level)s or above, the quotas leave room for %(room)s "
        "%% (%(shares)s %%). Change one or accept it with a reason."
    ),
    "other_village_named": _("The text names another village: %(village)s. Write the own village."),
    "item_punishes": _(
        "The item punishes for “%(word)s”. No item may score petitioning, complaint, speech, belief or "
        "family planning. Take it out."
    ),
    "item_speaks_of": _(
        "The item speaks of “%(word)s”. Check that it asks something of the office and scores nobody for it; "
        "then accept it with a reason."
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
        "The law decides who has this aid (%(benefit)s); it should not hang on stars. Take it out or accept "
        "it with a reason."
    ),
    "sources_not_stated": _(
        "The document does not say of what the score is made. Enter composed scores, or add the sources."
    ),
    "weights_not_stated": _("The document states no weights. Agree on them, or enter composed scores."),
    "points_not_stated": _(
        "The document states no points for some roles (%(roles)s). The leading group scores out of 100 as a "
        "whole until they are set."
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
        "The text under “%(role)s” belongs under another heading. Check the document."
    ),
    "branches_mixed_up": _(
        "The document says general branch (article %(general)s) here and branch (article %(branch)s) "
        "there. Agree who is meant."
    ),
    "not_carried": _("A demand of this article is not carried (%(why)s): no item may score it."),
    "posting_days_not_stated": _("There are no posting days, so that nothing is posted. Agree on them."),
    "reading_posting_days": _("The document states no posting days. We take %(days)s."),
    "reading_ballot": _(
        "The document does not say what a mark on the ballot is worth. We take the points entered here."
    ),
    "reading_items": _(
        "%(count)s items are our reading of the document. Have them confirmed or change them."
    ),
    "reading_hand_vote_over_cap": _(
        "The document does not say what becomes of households chosen by a show of hands for whom the cap has "
        "no place. We take one level down."
    ),
    "reading_second_scale": _(
        "The document names a second scale (four and five hearts) without defining it. It is not rated here."
    ),
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
