"""Refusals of objections that arrive in a flood, and of answering several of them together."""

from django.utils.translation import gettext_lazy

from stars.errors import BadInput, Refusal


class ManyAtOnce(Refusal):
    """Nobody is turned away for longer than a minute."""

    code = "many_at_once"
    message = gettext_lazy(
        "Very many objections are arriving right now. Wait a minute and press the button again: everything you typed is "
        "still on this page. A call or a paper counts the same."
    )


class NotAForm(BadInput):
    code = "not_a_form"
    message = gettext_lazy(
        "Only what came by the public form can be answered together. A call or a paper gets an answer of its own."
    )


class NothingTicked(BadInput):
    code = "nothing_ticked"
    message = gettext_lazy("Tick at least one objection.")
