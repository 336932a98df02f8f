"""A rulebook's text as people bring it: a file, or pasted."""

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 300_000
ENDINGS = (".yaml", ".yml", ".txt")
TOO_LARGE = _("A rulebook has at most 300 kB. Check whether this is the right file.")
NOT_TEXT = _("This is no text in UTF-8. Save the rulebook as UTF-8 and try again.")
WRONG_ENDING = _("The name of a rulebook's file ends in .yaml, .yml or .txt.")
ONE_OF_BOTH = _("Choose one: the file, or the pasted text.")


class BookTextForm(forms.Form):
    """After `is_valid`: `source`, the exact text, and `source_name`, what refusals call it."""

    file = forms.FileField(
        label=_("Rulebook as a file"),
        required=False,
        help_text=_(".yaml or .txt, UTF-8, at most 300 kB"),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )
    text = forms.CharField(
        label=_("Or paste its text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    source, source_name = "", ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(WRONG_ENDING)
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            self.source, self.source_name = file.read().decode(), file.name
        except UnicodeDecodeError as error:
            raise forms.ValidationError(NOT_TEXT) from error
        return file

    def clean_text(self):
        """Browsers send CRLF for every line of a text field; the text itself has LF."""
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text.encode()) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return text

    def clean(self):
        found = super().clean()
        typed = found.get("text", "")
        if self.errors:
            return found
        if found.get("file") and typed.strip():
            raise forms.ValidationError(ONE_OF_BOTH)
        if not found.get("file"):
            if not typed.strip():
                raise forms.ValidationError(_("Choose a file, or paste the text of the rulebook."))
            self.source = typed
        return found


class WholeTextForm(BookTextForm):
    """The whole draft as one text field, or a file in its place; `kept` is the draft's present text."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, kept: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.fields["text"].label = _("The whole text")
        self.fields["text"].widget.attrs["rows"] = 30
        self.fields["file"].label = _("Or put a file in its place")
        self.order_fields(["version", "text", "file"])

    def clean(self):
        """A file counts where one is chosen: the text field is never empty here."""
        found = forms.Form.clean(self)
        if not self.errors and not found.get("file"):
            self.source = self.as_kept(found.get("text", ""))
        return found

    def as_kept(self, typed: str) -> str:
        """With the line ends and the mark at the beginning that the draft has and no text field shows."""
        text = typed.removeprefix("\ufeff")
        text = text.replace("\n", "\r\n") if "\r\n" in self.kept else text
        text = ("\ufeff" if self.kept.startswith("\ufeff") else "") + text
        return self.kept if plain(text) == plain(self.kept) else text


def plain(text: str) -> str:
    """As a text field sends it: one kind of line ends, and the first empty line is eaten by the browser."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
