"""Chinese and Arabic numerals as people write them."""

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "O": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
WIDE = str.maketrans("０１２３４５６７８９％：．，（）－", "0123456789%:.,()-")


def narrow(text: str) -> str:
    """Full-width digits and signs made half-width, character for character: offsets stay true."""
    return text.translate(WIDE)


def chinese_number(text: str) -> int | None:
    """二十 → 20, 一百零五 → 105, 一万二千 → 12000, 二〇二〇 → 2020; None if it is no number."""
    head, _, tail = text.partition("万")
    if "万" in text:
        high, low = chinese_number(head), chinese_number(tail) if tail else 0
        return None if high is None or low is None else high * 10000 + low
    if text and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    return _with_scales(text)


def _with_scales(text: str) -> int | None:
    total, digit = 0, None
    for character in text:
        if character in SCALES:
            total += (1 if digit is None else digit) * SCALES[character]
            digit = None
        elif character in DIGITS and not digit:
            digit = DIGITS[character]
        else:
            return None
    return total + (digit or 0) if text else None


def plain_number(written: str) -> str | None:
    """The decimal form of one number as text: "1,000" → "1000", "二十" → "20"; None if it is not one."""
    bare = narrow(written).replace(",", "")
    if bare.replace(".", "", 1).isascii() and bare.replace(".", "", 1).isdigit():
        return bare
    number = chinese_number(written)
    return None if number is None else str(number)
