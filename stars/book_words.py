"""Why a file is no rulebook, in words: file, line, key, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.rules.errors import BookError

WORDS = {
    "cannot_be_read": gettext_lazy("The file cannot be read: %(found)s."),
    "not_utf8": gettext_lazy("The file is not UTF-8. Save it as UTF-8 and try again."),
    "file_empty": gettext_lazy("The file is empty."),
    "not_yaml": gettext_lazy("This is not valid YAML: %(found)s. Compare indentation, quotes and brackets."),
    "too_long": gettext_lazy("The text is longer than a rulebook can be (%(found)s letters)."),
    "too_deep": gettext_lazy("The file is nested too deeply for a rulebook."),
    "anchor": gettext_lazy("Anchors and aliases (& and *) are not allowed. Write the value out."),
    "quotes_needed": gettext_lazy("A value of this kind (%(found)s) must be written in quotes."),
    "key_not_text": gettext_lazy("A key must be a single word."),
    "key_twice": gettext_lazy("This key is here twice. Take one out."),
    "same_key_twice": gettext_lazy("This key is used twice in its list. Name one of the two differently."),
    "unknown_key": gettext_lazy("This key is not known here. Take it out, or write one of: %(found)s."),
    "key_missing": gettext_lazy("This key is missing. Add it."),
    "text_expected": gettext_lazy("Text is expected; put it in quotes."),
    "unprintable": gettext_lazy("The text holds a character that cannot be shown. Type the text anew."),
    "number_expected": gettext_lazy("A number such as 0.15 or 90 is expected."),
    "whole_expected": gettext_lazy("A whole number such as 15 is expected."),
    "flag_expected": gettext_lazy("true or false is expected."),
    "one_of_expected": gettext_lazy("One of these is expected: %(found)s."),
    "list_expected": gettext_lazy("A list is expected."),
    "mapping_expected": gettext_lazy("Keys with values are expected."),
}


def told_book_error(error: BookError) -> str:
    """In the reader's language; the same words on screen and in the commands."""
    why = str(WORDS[error.code]) % {"found": error.found}
    numbers = {"file": error.file, "line": error.line, "key": error.key, "why": why}
    if not error.key:
        return _("%(file)s, line %(line)s: %(why)s") % numbers
    return _("%(file)s, line %(line)s, key %(key)s: %(why)s") % numbers
