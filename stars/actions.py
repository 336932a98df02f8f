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
    POSTED = "posted", _("put up a posting")
    POSTING_TAKEN_DOWN = "posting_taken_down", _("took a posting down")
    BOARD_PHOTO_KEPT = "board_photo_kept", _("kept a photograph of the board")
    BOARD_PHOTO_TAKEN_OUT = "board_photo_taken_out", _("took out a photograph of the board")
    OBJECTION_RECEIVED = "objection_received", _("received an objection")
    OBJECTION_TAKEN = "objection_taken", _("took up an objection")
    OBJECTION_DECIDED = "objection_decided", _("decided on an objection")
    HOLIDAYS_CHANGED = "holidays_changed", _("changed the holidays")
    # The rulebook
    DRAFT_BEGUN = "draft_begun", _("began a draft of the rulebook")
    DRAFT_CHANGED = "draft_changed", _("changed the rulebook's draft")
    DRAFT_DROPPED = "draft_dropped", _("dropped the rulebook's draft")
    FINDING_ACCEPTED = "finding_accepted", _("accepted a warning on the rulebook")
    RULEBOOK_PUBLISHED = "rulebook_published", _("put a version of the rulebook into use")
    GROUND_SWITCHED = "ground_switched", _("switched a ground on or off")
    # The five roles: subjects and targets
    SUBJECTS_IMPORTED = "subjects_imported", _("imported subjects")
    SUBJECT_CHANGED = "subject_changed", _("changed a subject")
    SUBJECT_LEFT = "subject_left", _("took a subject out")
    ENTRIES_MADE = "entries_made", _("took the subjects into the round")
    TARGET_DECLARED = "target_declared", _("declared a target")
    TARGET_DECIDED = "target_decided", _("decided on a target")
    APPLIED = "applied", _("applied for the assessment")
    SLIPS_MADE = "slips_made", _("made one-time slips")
    ASSESSMENT_BEGUN = "assessment_begun", _("began the assessment")
    # Meetings and scores
    MEETING_PLANNED = "meeting_planned", _("planned a meeting")
    MEETING_CHANGED = "meeting_changed", _("changed a meeting")
    MEETING_OPENED = "meeting_opened", _("opened a meeting")
    MEETING_CLOSED = "meeting_closed", _("closed a meeting")
    MEETING_VOID = "meeting_void", _("declared a meeting void")
    TALLY_ENTERED = "tally_entered", _("entered a tally")
    TALLY_SET_ASIDE = "tally_set_aside", _("set a tally aside")
    SHEET_KEPT = "sheet_kept", _("kept the photograph of a sheet")
    SHEET_TAKEN_OUT = "sheet_taken_out", _("took out the photograph of a sheet")
    PANEL_CHANGED = "panel_changed", _("changed the leading group")
    SCORED = "scored", _("scored")
    # Results
    RATED = "rated", _("computed the results")
    TIE_DECIDED = "tie_decided", _("decided a tie")
    CORRECTION_GIVEN_UP = (
        "correction_given_up",
        _("gave up a correction that the new results leave no place for"),
    )
    REOPENED = "reopened", _("went back to the scores")
    # Filing and what follows
    FILED = "filed", _("filed the results")
    FILING_CHECKED = "filing_checked", _("proposed to accept the filing")
    FILING_RETURNED = "filing_returned", _("returned the filing")
    FILING_ACCEPTED = "filing_accepted", _("accepted the filing")
    CARD_ISSUED = "card_issued", _("issued cards")
    CARD_WITHDRAWN = "card_withdrawn", _("withdrew a card")
    BENEFIT_GIVEN = "benefit_given", _("recorded a benefit")
    BENEFIT_STRUCK = "benefit_struck", _("struck a benefit out")
    ROUND_ARCHIVED = "round_archived", _("archived the round")

    @classmethod
    def contributing(cls) -> frozenset[str]:
        """Acts after which a person may not sign the same entry off."""
        village = {cls.NARRATIVE_SAVED, cls.FIGURE_SAVED, cls.FIGURE_REMOVED, cls.SELF_CHECK_SAVED}
        village |= {cls.EVIDENCE_ADDED, cls.EVIDENCE_REVISED, cls.EVIDENCE_DESCRIBED, cls.EVIDENCE_REMOVED}
        village |= {cls.EVIDENCE_MOVED, cls.SECTION_ASSIGNED}
        village |= {cls.REPORT_READ, cls.REPORT_DECIDED, cls.DEMAND_ANSWERED, cls.SUBMITTED}
        township = {cls.JUDGED, cls.DEMAND_MADE, cls.DEMAND_DROPPED, cls.RETURNED, cls.PROPOSED}
        return frozenset(village | township)
