"""Whether an upheld objection may give somebody a level: the rules of the book hold for corrections too. Pure."""

from collections.abc import Sequence

from stars.rules.book import Category, Quota
from stars.rules.quota import places_of


def highest_levels(
    table: Category, *, previous: int | None, lifetime: bool, chosen: bool | None
) -> dict[str, int]:
    """Rule → the highest level that it lets somebody have, as in the engine; no rule stops a holder for life.

    `chosen`: by the show of hands, None where his group held none.
    """
    if lifetime and table.lifetime_level is not None:
        return {}
    found = {}
    if table.step_rule and previous is not None:
        found["step_rule"] = previous + 1
    if table.hand_vote_level is not None and chosen is False:
        found["hand_vote"] = table.hand_vote_level - 1
    return found


def full_cap(
    table: Category, standing: Sequence[tuple[int, int | None, bool]], entry: int, level: int | None
):
    """The cap that has no place left, with its places, or None.

    `standing`: (entry, level now, lifetime) of everybody rated by the table; lifetime holders use no place but count
    in the base, as in the engine.
    """
    after = [(key, level if key == entry else now, lifetime) for key, now, lifetime in standing]
    base = sum(now is not None for _key, now, _lifetime in after)
    holds_for_life = {key for key, _now, lifetime in after if lifetime and table.lifetime_level is not None}
    if entry in holds_for_life:
        return None
    taken = sum(now == level and key not in holds_for_life for key, now, _lifetime in after)
    for quota in caps_at(table, level):
        if taken > places_of(quota, base):
            return quota, places_of(quota, base)
    return None


def caps_at(table: Category, level: int | None) -> list[Quota]:
    return [one for one in table.quotas if one.kind == "cap" and one.level == level]
