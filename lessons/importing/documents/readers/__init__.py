"""One reader for each kind of file: bytes in, a ``Document`` of blocks out.

They run in a child process of their own (``child``), which ``sandbox`` starts and bounds. So none
of them needs Django's settings, and none may import what does.
"""
