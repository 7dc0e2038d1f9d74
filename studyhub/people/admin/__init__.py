"""The people floor on the desk: lists, and the addresses of our own pages beside them."""

from studyhub.people.admin import accounts, audit, classes, enrollments, schools

__all__ = ["accounts", "audit", "classes", "enrollments", "schools"]
