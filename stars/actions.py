"""Every act that the event log knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    ROUND_OPENED = "round_opened", _("opened the round")
    ORGANISATIONS_IMPORTED = "organisations_imported", _("imported organisations")
    APPOINTED = "appointed", _("was given a post")
    POST_ENDED = "post_ended", _("ended a post")
    SECTION_ASSIGNED = "section_assigned", _("assigned the star")
    NARRATIVE_SAVED = "narrative_saved", _("wrote the text")
    FIGURE_SAVED = "figure_saved", _("entered a figure")
    FIGURE_REMOVED = "figure_removed", _("removed a figure")
    SELF_CHECK_SAVED = "self_check_saved", _("answered the self-check")
    EVIDENCE_ADDED = "evidence_added", _("added evidence")
    EVIDENCE_REVISED = "evidence_revised", _("replaced a file of the evidence")
    EVIDENCE_DESCRIBED = "evidence_described", _("described the evidence")
    EVIDENCE_MOVED = "evidence_moved", _("put evidence under another star")
    EVIDENCE_REMOVED = "evidence_removed", _("took evidence out")
    REPORT_READ = "report_read", _("uploaded a report")
    REPORT_DECIDED = "report_decided", _("decided on a proposal of the report")
    DEMAND_ANSWERED = "demand_answered", _("answered a demand")
    SUBMITTED = "submitted", _("submitted")
    JUDGED = "judged", _("gave a verdict")
    DEMAND_MADE = "demand_made", _("wrote a demand")
    DEMAND_DROPPED = "demand_dropped", _("dropped a demand")
    RETURNED = "returned", _("returned sections")
    PROPOSED = "proposed", _("proposed the stars")
    PROPOSAL_DECLINED = "proposal_declined", _("sent the proposal back")
    SIGNED_OFF = "signed_off", _("signed off")
    RELEASED = "released", _("released a star's text to the public")
    PUBLISHED = "published", _("published")

    @classmethod
    def contributing(cls) -> frozenset[str]:
        """Acts after which a person may not sign the same entry off."""
        village = {cls.NARRATIVE_SAVED, cls.FIGURE_SAVED, cls.FIGURE_REMOVED, cls.SELF_CHECK_SAVED}
        village |= {cls.EVIDENCE_ADDED, cls.EVIDENCE_REVISED, cls.EVIDENCE_DESCRIBED, cls.EVIDENCE_REMOVED}
        village |= {cls.EVIDENCE_MOVED, cls.SECTION_ASSIGNED}
        village |= {cls.REPORT_READ, cls.REPORT_DECIDED, cls.DEMAND_ANSWERED, cls.SUBMITTED}
        township = {cls.JUDGED, cls.DEMAND_MADE, cls.DEMAND_DROPPED, cls.RETURNED, cls.PROPOSED}
        return frozenset(village | township)
