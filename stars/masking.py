"""Names as they may be shown to the public: enough for neighbours to recognise, too little to collect. Pure."""

import re
import unicodedata

PERSONAL = frozenset({"person", "household"})
PARTS = re.compile("[·•・‧∙]")


def mask_name(name: str) -> str:
    """张* · 张*三 · 欧**文 · 阿*·买*: the first character stays, the last one from three characters on; of a name
    in parts only the first character of each, so that its length is not told either."""
    parts = [part for part in (_characters(one) for one in PARTS.split(name)) if part]
    if len(parts) > 1:
        return "·".join(f"{part[0]}*" for part in parts)
    return _masked("".join(parts))


def _characters(text: str) -> str:
    """Without blanks, joiners and combining marks, which are no characters of their own."""
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one)[0] not in "MC")


def _masked(name: str) -> str:
    if len(name) < 3:
        return f"{name[:1]}*" if len(name) == 2 else "*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def mask_subject(subject) -> str:
    """People and households masked; organisations and businesses are no persons and keep their names."""
    return mask_name(subject.name) if subject.kind in PERSONAL else subject.name
