"""Lessons on the desk: lists, read-only details, changing one, putting one before a class."""

from lessons.admin.lesson import LessonAdmin

__all__ = ["LessonAdmin"]
