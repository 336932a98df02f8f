"""Refusals: one type a reason, each with a message that says what to do."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A step that may not be taken. `message` is for people; `code` is stable."""

    code = "refused"
    message = _("This cannot be done now.")

    def __init__(self, message: str | None = None):
        self.message = message or self.message
        super().__init__(str(self.message))


class NotAllowed(Refusal):
    code = "not_allowed"
    message = _("Your post does not allow this step. Ask whoever holds the post that does.")


class WrongState(Refusal):
    code = "wrong_state"
    message = _("This step does not fit the present state. Reload the page to see where it stands.")


class Stale(Refusal):
    code = "stale"
    message = _("Somebody else changed this in the meantime. Reload the page, look again, then decide.")


class FourEyes(Refusal):
    code = "four_eyes"
    message = _("You took part in this work, so another person must sign it.")


class WrongPassword(Refusal):
    code = "wrong_password"
    message = _("The password is not right. Nothing was signed; type it again.")


class DeadlinePassed(Refusal):
    code = "deadline_passed"
    message = _(
        "The deadline has passed and the township set it as final. Your text is kept; ask the township."
    )


class BadInput(Refusal):
    code = "bad_input"


class ReasonNeeded(BadInput):
    code = "reason_needed"
    message = _("Say why in a few words: the other side will read it.")


class TooLong(BadInput):
    """A note, reason, demand or answer that would have to be cut."""

    code = "too_long"

    def __init__(self, limit: int, length: int):
        told = {"limit": limit, "length": length}
        super().__init__(
            _(
                "%(length)s characters are too many, at most %(limit)s fit. Shorten it; what you typed is still here."
            )
            % told
        )


class Tampered(Refusal):
    """Recomputing found a row or file that is not what was handed in, proposed, filed or signed."""

    code = "tampered"
    message = _("What is stored no longer fits its digest. Nothing was done; tell the auditor.")
