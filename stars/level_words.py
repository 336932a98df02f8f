"""Levels as people say them, and as stars."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    None: _("not rated"),
    0: pgettext_lazy("level", "no star"),
    1: pgettext_lazy("level", "one star"),
    2: pgettext_lazy("level", "two stars"),
    3: pgettext_lazy("level", "three stars"),
    4: pgettext_lazy("level", "four stars"),
    5: pgettext_lazy("level", "five stars"),
}


def level_words(level: int | None) -> str:
    return str(WORDS[level])


def level_stars(level: int) -> str:
    """★★★☆☆"""
    return "★" * level + "☆" * (5 - level)
