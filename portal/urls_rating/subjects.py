"""Subjects, targets and personal slips. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern

SIGNED_IN: list[URLPattern] = []
DESK: list[URLPattern] = []
PUBLIC: list[URLPattern] = []
