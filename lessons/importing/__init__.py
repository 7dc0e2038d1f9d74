"""Reading lesson packs: files in, plain values out, and every fault found told at once.

* A **pack** is a folder of five files in the form that ``lessons/packs/FORMAT.md`` sets down.
* A **finding** is one fault: the file, the place in it, and a sentence. All of a pack's findings
  are listed, not the first; a pack with any of them is refused whole (``PackRefused``).
* Nothing here touches the database. What is read becomes frozen values (``pack.LessonPack``),
  which the domain verbs load.

* A **sheet** is a timeline as a table (CSV): TimelineJS's columns and ours. It is read here, held
  against a lesson in ``lessons.domain.sheet_plan``, and written by ``sheet_apply``.

This floor reads ``lesson.json``, ``essay.md``, ``events.json`` and ``readings.json``. The
questions are read upstairs, in ``assignments.importing``.
"""
