"""The first floor: what is read.

* A **Lesson** is an essay, a timeline and a reading list. It belongs to a school or, with no
  school, to the library that every school may use. A **LessonPlacement** puts it before a class.
* An **Edition** is one immutable published text of the essay: **Sections** of numbered
  **Paragraphs**, with its HTML made once. Editing makes a new edition.
* A **draft** is the text of the next edition while it is written, and its history holds what it was
  before. Publishing decides which paragraph is which, so that anchors last.
* An **Anchor** is a place in a lesson that lasts (``s6-3``, on the screen "6.3"); a Paragraph is
  what stands there in one edition. Events and marking guides point to anchors.
* A **TimelineEvent** is a dated event (EDTF) with its **Sources**; a **Reading** leads further;
  a **GlossaryTerm** explains a word where it first stands.
* A **ShelfItem** is a passage or an event that a reader keeps on the **evidence shelf**, with a
  note if wanted. Nobody but its owner ever sees it.
* A **lesson pack** is all of that as a folder of files, or a zip of it, taken in and out: see
  ``lessons/packs/FORMAT.md``.
"""
