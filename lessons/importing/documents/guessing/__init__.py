"""What each block probably is: ``structure`` walks a document and asks the others.

* ``clutter`` knows what a copied web page leaves behind.
* ``front`` judges what stands above the text, ``questioning`` what stands among questions.
* ``headings`` and ``asking`` hold the words by which either is known.
"""
