"""Taking lessons out: rows in, the files of a lesson pack out, always written the same way.

* The **canonical form** is the one way in which ``lessons/packs/FORMAT.md`` has a pack written:
  what order, which keys, how spaced. Whatever is taken out is in it, and what is in it comes back
  byte for byte, from whichever school or installation.
* What points to nothing is left out: an event's paragraph that the current edition no longer has,
  its theme that the lesson no longer has. A pack holds the text as it is now, not its history.

This floor writes ``lesson.json``, ``essay.md``, ``events.json`` and ``readings.json``. The
questions are written upstairs, in ``assignments.exporting``, which has the whole pack.
"""
