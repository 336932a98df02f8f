"""Text files as people's spreadsheets save them."""

from django.utils.translation import gettext as _

from stars.errors import BadInput


def decode_table(data: bytes) -> str:
    """UTF-8 (with or without BOM) or GB18030. Raises BadInput."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(_("This file is neither UTF-8 nor GB18030. Save it as CSV UTF-8 and try again."))
