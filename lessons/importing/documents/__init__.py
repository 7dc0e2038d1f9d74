"""Reading documents that people have: text, Markdown, docx, odt and PDF, as neutral blocks.

* A **block** is one stretch of plain text with its **place** ("line 31", "paragraph 12",
  "page 3") and a hint of what the document says it is: a heading, an item of a list, a footnote.
  Never HTML; emphasis and links are **marks** over the text.
* A **role** is what a block becomes in a lesson: title, paragraph, question, part, reading,
  or *set aside*. ``structure`` guesses it; the teacher has the last word.
* A **finding** tells the teacher what was noticed, where. What is set aside is told with its
  whole text, so that nothing is kept in silence and nothing is lost in silence.
* A **plan** is what a lesson would be made of. It is a pure function of blocks and decisions;
  the floor above puts it together and applies it.

Bad files end in ``DocumentRefused``, with one sentence. docx, odt and PDF are read in a child
process (``sandbox``) that has its own limits and neither network nor a file it may write.
"""
