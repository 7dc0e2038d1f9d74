"""Taking whole lesson packs out: the lesson from below, and its questions.

The words (canonical form, pack) are those of ``lessons.exporting``.
"""
