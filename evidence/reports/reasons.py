"""Every code of the importer with its English sentence. Screens pass the sentence through gettext."""


def _(message: str) -> str:
    """Marks a sentence for the catalogue without needing Django here."""
    return message


# A doubt is about a sentence that was left out, about one that stands in its star, or only tells something.
LEFT_OUT, IN_PLACE, NOTICE = "left_out", "in_place", "notice"


def nature_of(code: str) -> str:
    """What the village can do about a doubt with this code: LEFT_OUT, IN_PLACE or NOTICE."""
    if code == "broken_number":
        return IN_PLACE
    return LEFT_OUT if code.startswith("sensitive_") else NOTICE


DOUBTS = {
    "no_headings": _("No heading of a star was found, so nothing could be placed. Assign the text by hand."),
    "stars_missing": _("No heading was found for these stars. Their text may stand under another star."),
    "unknown_heading": _(
        "This heading looks like a star but is not one of the rulebook. Place the text by hand."
    ),
    "repeated_heading": _("This star has more than one heading with text. The parts were joined."),
    "section_empty": _("There is a heading but no text under it."),
    "broken_number": _("A number is broken by a line or a space. Check what it should be."),
    "too_many_figures": _(
        "There are more than 300 figures under this star. Only the first 300 are proposed."
    ),
    "sensitive_tracking": _(
        "It speaks of following or watching people. Left out; leave it out of the dossier."
    ),
    "sensitive_grading": _("It speaks of sorting or grading people. Left out; leave it out of the dossier."),
    "sensitive_informing": _("It speaks of informing on people. Left out; leave it out of the dossier."),
    "sensitive_policing": _("It speaks of policing people. Left out; leave it out of the dossier."),
    "sensitive_watch_list": _(
        "It speaks of lists of persons under watch. Left out; leave it out of the dossier."
    ),
    "sensitive_petition": _("It speaks of people who petition. Left out; leave it out of the dossier."),
    "sensitive_belief": _("It speaks of a campaign about belief. Left out; leave it out of the dossier."),
    "date_without_day": _("The report is dated without a day. The first day of that month was taken."),
    "date_impossible": _("The date at the end does not exist. Type the right one."),
}

ERRORS = {
    "empty": _("There is no text in this file. Choose another file, or paste the text."),
    "old_doc": _("This is an old Word file (.doc). Open it, save it as .docx, and upload that."),
    "encrypted": _("This file is locked with a password. Save it without one and upload it again."),
    "not_docx": _(
        "This is not a Word file (.docx), whatever its name says. Save it as .docx, or paste the text."
    ),
    "not_report": _("A report is read from a Word file (.docx) or a text file (.txt). Choose one of these."),
    "damaged": _("This Word file is damaged. Open it, save it again as .docx, and upload that."),
    "too_large": _("This file unpacks to far more than a report holds. Save it again without large objects."),
    "not_text": _("This is not a text file in UTF-8 or GB18030. Save it as .docx or as UTF-8 text."),
}
