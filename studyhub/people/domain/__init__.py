"""Every write on the people floor, as a verb.

Each verb is atomic, leaves one audit entry per act, takes ``by=`` the actor (None for the system
itself) and ``at=`` the clock, and raises ``Refusal`` with a sentence where a rule says no. Who may
use a verb is decided by the querysets before it is called.
"""
