"""From the blocks of a document to a lesson with its questions: plan it, then make it.

The words (block, role, finding, plan) are those of ``lessons.importing.documents``, which reads
the files and knows nothing of question sets. The dry run of an import *is* its plan.
"""
