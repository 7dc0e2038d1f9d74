"""Who may read the audit trail."""

from django.db.models import Q, QuerySet


class EntryQuerySet(QuerySet):
    """Entries, scoped by the tenant they were written for."""

    def visible_to(self, user) -> "EntryQuerySet":
        """Return entries of the houses this person keeps the books of.

        The user model says which through ``audited_tenants()``: a collection of ids, or None
        for all of them.
        """
        tenants = user.audited_tenants()
        if tenants is None:
            return self.all()
        return self.filter(Q(tenant_id__in=tenants))

    def about(self, target) -> "EntryQuerySet":
        """Return the history of one row, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))
