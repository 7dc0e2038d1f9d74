"""Reading and loading whole lesson packs: the lesson from below, and its questions.

The words (pack, finding) are those of ``lessons.importing``.
"""
