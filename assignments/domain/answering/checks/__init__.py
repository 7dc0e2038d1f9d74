"""What a student may want to look at again before handing in. Advice, never a block.

The words of this package:

check
    looks through an answer for one thing. There are two: quoted words that no citation supports
    (``uncited_quotes``), and years that do not go with the event they stand by (``chronology``).
finding
    one place in an answer that a check points at. It is made anew each time the page is opened
    and stored nowhere, so that no teacher can come upon it, and it counts for nothing.

Everything but ``before_hand_in``, which reads the rows, is pure: texts in, findings out. A false
alarm teaches something wrong, so whatever is in doubt is passed over.
"""
