"""How often marking guides point to places in a lesson."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Count

from assignments.models import ExpectedPoint, MarkingGuide


def guide_pointers(anchors: Collection[int]) -> Counter[int]:
    """Count, by the anchor's key, the guides and expected points that name it. Three queries."""
    found: Counter[int] = Counter()
    for links in (
        MarkingGuide.main_anchors.through,
        MarkingGuide.also_anchors.through,
        ExpectedPoint.anchors.through,
    ):
        rows = links._default_manager.filter(anchor__in=anchors).order_by()
        found.update(dict(rows.values_list("anchor").annotate(Count("pk"))))
    return found
