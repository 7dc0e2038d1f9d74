"""The audit trail and what keeps it, and every student's words, from being rewritten.

An ``Entry`` says who did what to which row, when, before, after and why. It holds ids and no
foreign keys, so it outlives what it tells of, and no names, so that erasing a person need not
rewrite it. ``append_only`` installs database triggers; ``erasure`` is the one way past them.
"""
