"""When a public form was opened, carried by the form itself and signed: nothing of its reader is stored anywhere."""

from dataclasses import dataclass

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from stars.codes import new_code

MINUTE, DAY = 60, 24 * 60 * 60


@dataclass(frozen=True)
class Opened:
    """`code`: the one of the receipt, which the form carries; `mark` proves when it was given out, for which posting.
    `fresh`: given out just now; nothing was sent with it."""

    posting_id: int
    code: str
    mark: str
    fresh: bool = False

    @property
    def patient(self) -> bool:
        """Open for a minute at least."""
        return not self.fresh and self.within(None) and not self.within(MINUTE)

    @property
    def today(self) -> bool:
        """Sent with a form of the last day: its reader had the list before his eyes."""
        return not self.fresh and self.within(DAY)

    def within(self, seconds: int | None) -> bool:
        try:
            return signer(self.posting_id).unsign(self.mark, max_age=seconds) == self.code
        except (SignatureExpired, BadSignature):
            return False


def signer(posting_id: int) -> TimestampSigner:
    return TimestampSigner(salt=f"portal.objection.{posting_id}")


def opened(posting_id: int, posted) -> Opened:
    """What the form that was sent carries; another code and mark where it carries none of ours."""
    sent = Opened(posting_id, posted.get("code", ""), posted.get("mark", ""))
    if sent.within(None):
        return sent
    code = sent.code or new_code()
    return Opened(posting_id, code, signer(posting_id).sign(code), fresh=True)
