"""Places in texts that are kept by what stands there (W3C Web Annotation selectors).

The words of this package:

Selector
    a passage by its words (``exact``, TextQuoteSelector) with a little of what stands before and
    after it (``prefix``, ``suffix``), and by its place (``start``, ``end``, TextPositionSelector).
offset
    counted in Unicode code points, as Python counts; JavaScript's UTF-16 units are never stored.
grapheme
    what a reader takes for one character: a letter with its accents, a family of emoji, an Indic
    conjunct. A passage never begins or ends inside one.
sentence
    a run of text up to its stop, by the rules of ``sentences``.

``static/js/anchors.js`` and ``static/js/sentences.js`` hold the same rules; both languages pass
``tests/studyhub/anchors/cases.json``. A rule is changed in both or in none.

No school words here, and no database.
"""

from studyhub.anchors.graphemes import graphemes
from studyhub.anchors.selectors import CONTEXT, Selector, describe, locate
from studyhub.anchors.sentences import sentences

__all__ = ["CONTEXT", "Selector", "describe", "graphemes", "locate", "sentences"]
