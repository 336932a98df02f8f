"""Why a step on a rulebook is refused, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.book_words import told_book_error
from stars.errors import BadInput, Refusal, WrongState
from stars.lint_words import told_finding
from stars.rules.errors import BookError
from stars.rules.lint import Finding


class NotARulebook(BadInput):
    """`error` knows file, line and key."""

    code = "not_a_rulebook"

    def __init__(self, error: BookError):
        self.error = error
        super().__init__(told_book_error(error))


class OtherKey(BadInput):
    code = "other_key"

    def __init__(self, *, found: str, wanted: str):
        told = _("The text is of the rulebook “%(found)s”, this one is “%(wanted)s”. Correct the line “key”.")
        super().__init__(told % {"found": found, "wanted": wanted})


class OddKey(BadInput):
    code = "odd_key"

    def __init__(self, *, key: str, longest: int):
        told = _(
            "The key “%(key)s” cannot be used. Take letters a–z, digits, dots, dashes and underscores, at most "
            "%(longest)s of them."
        )
        super().__init__(told % {"key": key[:60], "longest": longest})


class DraftExists(WrongState):
    code = "draft_exists"
    message = gettext_lazy("There is a draft of this rulebook already. Open it, or drop it first.")


class NoDraft(WrongState):
    code = "no_draft"
    message = gettext_lazy(
        "There is no draft any more: it was published or dropped. Look at the newest version."
    )


class SameText(BadInput):
    code = "same_text"

    def __init__(self, number: int):
        told = _("Version %(number)s has exactly this text. Change something, or drop the draft.")
        super().__init__(told % {"number": number})


class FindingsStand(Refusal):
    """`findings`: the errors and the warnings that nobody accepted."""

    code = "findings_stand"

    def __init__(self, findings: list[Finding]):
        self.findings = findings
        told = _(
            "It is not published: correct the errors, correct or accept the warnings. They are: %(list)s"
        )
        super().__init__(told % {"list": " ".join(f"{one.place}: {told_finding(one)}" for one in findings)})


class GroundNeverOn(Refusal):
    code = "ground_never_on"
    message = gettext_lazy(
        "This ground punishes petitioning, complaint, speech, belief or family planning. It cannot be switched on."
    )


class GroundOn(WrongState):
    code = "ground_on"
    message = gettext_lazy("This ground is switched on already.")


class GroundOff(WrongState):
    code = "ground_off"
    message = gettext_lazy("This ground is switched off already.")
