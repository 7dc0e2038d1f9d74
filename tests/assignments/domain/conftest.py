"""A started assignment, made through the verbs."""

from __future__ import annotations

import pytest

from assignments.models import Submission
from tests.access.world import World, build_world


@pytest.fixture
def world(cast) -> World:
    return build_world(cast)


@pytest.fixture
def submission(world) -> Submission:
    """Alice's: attempt 1 handed in, graded and returned; attempt 2 open."""
    return world.submission
