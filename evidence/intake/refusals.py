"""Refusals of the gate as people read them: what happened and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from evidence.intake.faults import Fault
from stars.errors import Refusal

MESSAGES = {
    "too_big": _(
        "The file has %(size)d MB; at most %(limit)d MB are taken. Make it smaller (for a photo: send it in "
        "a smaller size) and add it again."
    ),
    "empty": _("The file is empty. Open it on your device to see whether it is complete, then add it again."),
    "unknown_type": _(
        "This kind of file is not taken. Add photos as JPEG, PNG or WebP, and papers as PDF, .docx or .xlsx."
    ),
    "extension_mismatch": _(
        "The content is %(found)s, but the name does not end in %(expected)s. Rename the file, or choose "
        "the right one, and add it again."
    ),
    "svg": _("SVG drawings are not taken. Save the picture as PNG and add it again."),
    "heic": _(
        "HEIC photos are not taken yet. On the phone choose “most compatible” (JPEG) for the camera, or "
        "share the photo as JPEG, and add it again."
    ),
    "old_office": _(
        "This is an old Office file (.doc, .xls or .ppt), whatever its name says. Open it in Word or WPS, "
        "save it as .docx or .xlsx, and add it again."
    ),
    "encrypted_document": _("The document has a password. Save it without one and add it again."),
    "broken_image": _(
        "The picture is damaged or not complete. Open it on your device to see whether it is whole, then add "
        "it again."
    ),
    "too_many_pixels": _(
        "The picture is too large: at most 50 million pixels and %(side)d pixels a side. Make it smaller and "
        "add it again."
    ),
    "too_many_scans": _(
        "The picture is stored in a way that takes very long to open. Save it again as JPEG and add it."
    ),
    "animated": _("Moving pictures are not taken. Save one still picture and add that."),
    "broken_pdf": _(
        "The PDF is damaged or not complete. Open it on your device, save or print it as PDF again, and add "
        "that file."
    ),
    "encrypted_pdf": _(
        "The PDF is protected. Save it without password and restrictions, or print it as a new PDF; add that."
    ),
    "active_pdf": _(
        "The PDF contains a program or an attached file. Print it as a new PDF and add that; add attached "
        "files one by one."
    ),
    "broken_document": _(
        "The document is damaged or was made in an unusual way. Open it in Word or WPS, save it again as "
        ".docx or .xlsx, and add that."
    ),
    "macro": _(
        "The document contains macros or controls. Save it as .docx or .xlsx without them and add that."
    ),
    "external_link": _(
        "The document draws in something from outside (a linked picture, template or table). Break the link "
        "or paste the content itself, save, and add it again."
    ),
    "entities": _(
        "The document contains definitions that ordinary documents do not have. Copy its text into a new "
        "document, save that, and add it."
    ),
    "unpacks_too_large": _(
        "The document becomes far too large when it is opened. Make its pictures smaller or split it, and "
        "add it again."
    ),
    "name_bad": _("The file has no usable name. Give it a name such as photo.jpg and add it again."),
    "too_heavy": _(
        "Checking this file took too long or too much memory, so it was not taken. Save it again in a "
        "simpler or smaller form and add that."
    ),
    "checker_failed": _(
        "The file could not be checked, so it was not taken. Add it again; if that fails, save it in "
        "another of the allowed kinds."
    ),
    "table_kind": _(
        "A list is taken as .xlsx or .csv. Open it in Excel or WPS, save it as .xlsx, and choose that file."
    ),
    "table_not_text": _(
        "This .csv file does not hold text. Open the list in Excel or WPS, save it as .xlsx, and choose that file."
    ),
    "table_quote": _(
        "Row %(row)d: a quotation mark stands where it does not fit, so the cells cannot be told apart. Open the "
        "list in Excel or WPS, save it as .xlsx, and choose that file."
    ),
    "table_empty": _("There is nothing in this list. Fill it in, save it, and choose it again."),
    "table_merged": _(
        "The cells %(cells)s are merged. Undo that (and for all others), write what they say into each row, save "
        "the list, and choose it again."
    ),
    "table_formula": _(
        "Cell %(cell)s holds a formula. Copy the column, paste it as values, save the list, and choose it again."
    ),
    "table_sheets": _(
        "A list is one sheet, but besides “%(first)s” something also stands in “%(others)s”. Delete the other sheets or "
        "move them to a file of their own, save, and choose the list again."
    ),
    "table_too_long": _(
        "Something stands in row %(row)d; a list ends at row %(limit)d. Split it into several files and choose them "
        "one by one."
    ),
    "table_too_wide": _(
        "Row %(row)d has more than %(limit)d columns. Delete those that do not belong to the list, save it, and "
        "choose it again."
    ),
}


class Refused(Refusal):
    """The gate does not take a file. `code` and `params` are stable; `message` is for people."""

    def __init__(self, code: str, **params: str | int):
        self.code = code if code in MESSAGES else "checker_failed"
        self.params = params
        super().__init__(MESSAGES[self.code] % params)


@contextmanager
def refusing() -> Iterator[None]:
    """Turns a Fault of the checks into the Refused that the callers of the gate know."""
    try:
        yield
    except Fault as fault:
        raise Refused(fault.code, **fault.params) from fault
