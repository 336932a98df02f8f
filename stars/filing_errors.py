"""Refusals around filings, cards and benefits."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, FourEyes, Refusal, WrongState


class FilingHindered(WrongState):
    """`reasons`: everything that stands in the way, in words."""

    code = "filing_hindered"

    def __init__(self, reasons: Iterable[str]):
        super().__init__(" ".join(str(reason) for reason in reasons))


class FiledAlready(WrongState):
    """A second click or tab: told is who was first."""

    code = "filed_already"

    def __init__(self, filing):
        told = {"name": filing.filed_by, "number": filing.number}
        super().__init__(
            _("%(name)s filed this already (filing %(number)s). Nothing was filed twice.") % told
        )


class OwnVillage(FourEyes):
    code = "own_village"
    message = _("You hold or held a post in this village during this round, so another person must decide.")


class OwnResult(FourEyes):
    code = "own_result"
    message = _("A result in this filing is yours or your household's, so another person must decide.")


class NoCardBenefits(Refusal):
    code = "no_card_benefits"
    message = _(
        "The rulebook gives no benefit with a term to the levels of this round, so there are no cards."
    )


class NothingToIssue(Refusal):
    code = "nothing_to_issue"
    message = _("Everybody chosen has a card already. Choose somebody else, or reissue a card that was lost.")


class NotInForceNow(WrongState):
    code = "not_in_force_now"
    message = _(
        "A newer round has been accepted for this person since, or the level was withdrawn. Issue the card there."
    )


class TermOver(WrongState):
    code = "term_over"

    def __init__(self, last_day):
        super().__init__(
            _("The term of this card ended on %(day)s. It is not issued a second time.") % {"day": last_day}
        )


class WithdrawnAlready(WrongState):
    code = "withdrawn_already"
    message = _("This card was withdrawn already.")


class NotGranted(BadInput):
    """A line of the ledger that is refused; `field`: where the fault lies."""

    field = ""


class BenefitUnknown(NotGranted):
    code, field = "benefit_unknown", "benefit"
    message = _("The rulebook gives no such benefit to the level of this card. Choose one from its list.")


class BenefitUnlogged(NotGranted):
    code, field = "benefit_unlogged", "benefit"
    message = _(
        "Who makes use of this benefit is not written down per person, because it would tell of somebody's condition. "
        "Let the provider settle it by totals."
    )


class YearsMissing(NotGranted):
    code, field = "years_missing", "benefit"

    def __init__(self, wanted: int, reached: int):
        told = {"wanted": wanted, "reached": reached}
        super().__init__(
            _("This benefit needs %(wanted)s years in a row at this level; there are %(reached)s.") % told
        )


class DayNotValid(NotGranted):
    """`first` and `last`: the days on which this benefit of this card may be handed out."""

    code, field = "day_not_valid", "given_on"

    def __init__(self, first, last):
        told = {"first": first, "last": last}
        super().__init__(
            _("On this card the benefit is valid from %(first)s to %(last)s. Check the day.") % told
        )


class DayAhead(NotGranted):
    code, field = "day_ahead", "given_on"
    message = _("The day lies in the future. Record a benefit once it was handed out.")


class AmountWrong(NotGranted):
    code, field = "amount_wrong", "amount"
    message = _("Write the amount in yuan, such as 375 or 37.50: never below zero, two decimals at most.")


class GivenAlready(NotGranted):
    code, field = "given_already", "again"
    message = _(
        "The same benefit, on the same day and with the same amount, is on this card already. If it was given a second "
        "time, tick that below."
    )


class GiverMissing(NotGranted):
    code, field = "giver_missing", "given_by"
    message = _("Say who handed it out.")


class StruckAlready(WrongState):
    code = "struck_already"
    message = _("This line was struck out already.")
