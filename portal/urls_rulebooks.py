"""Rulebooks: reading, editing, checking, publishing. Below /rulebooks/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
