"""Decisions not to rate somebody, made as the product makes them: a ground in force, a proposal, its confirmations."""

from django.utils import timezone

from stars.models import Entry, Exclusion, GroundPermission, Round
from stars.services.exclusions import confirm_exclusion, propose_exclusion

CLAUSE = "8.5"


def switch_on(world, round: Round, clause: str = CLAUSE) -> GroundPermission:
    """By the county, for the book of this round."""
    told = {"county": world.county, "rulebook": round.version.rulebook, "clause": clause}
    told |= {"legal_basis": "某条例第三条", "given_by": world.administrator, "given_on": timezone.localdate()}
    return GroundPermission.objects.create(**told)


def propose(world, entry: Entry, **more) -> Exclusion:
    """By the secretary, with the first member of the leading group; the ground is in force."""
    deciders = [world.secretary.pk, world.panel.pk]
    told = {"actor": world.secretary, "round_id": entry.round_id, "entry_id": entry.pk, "clause": CLAUSE}
    return propose_exclusion(**told | {"decider_ids": deciders, "decided_on": timezone.localdate()} | more)


def exclude(world, entry: Entry, **more) -> Exclusion:
    """Proposed, and confirmed by the other one."""
    return confirm_exclusion(actor=world.panel, exclusion_id=propose(world, entry, **more).pk)


def excluded_row(world, entry: Entry, clause: str = CLAUSE) -> Exclusion:
    """The rows alone, in any state of the round and under any clause."""
    made = Exclusion.objects.create(
        entry=entry, clause=clause, decided_on=timezone.localdate(), confirmed=True
    )
    made.deciders.set([world.secretary, world.panel], through_defaults={"confirmed": True})
    return made
