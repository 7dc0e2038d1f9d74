"""Every write of this floor, one verb a module, and the one function of time.

Verbs take keyword-only arguments, ``by=`` the actor and ``at=`` the server's clock; each is one
transaction and leaves one audit entry where a grade, a time or a right changes.
"""
