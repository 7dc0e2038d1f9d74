"""A shared cache that may be stopped at any time: meanwhile the database stands in for it."""

import logging
import time
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from redis.exceptions import RedisError

log = logging.getLogger("studyhub.web.cache")

# How long a cache that did not answer is left alone, so that not every request waits for it.
LEAVE_ALONE_SECONDS = 5.0


class SteadyCache(BaseCache):
    """The cache ``shared`` while it answers, the cache ``database`` while it does not.

    What is counted begins anew at each change between the two; it is never uncounted.
    """

    # Of the process, since each thread has a cache object of its own.
    _out_until = 0.0

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _ask(self, name: str, *args, **kwargs):
        if time.monotonic() >= SteadyCache._out_until:
            try:
                return getattr(caches["shared"], name)(*args, **kwargs)
            except (OSError, RedisError) as error:
                SteadyCache._out_until = time.monotonic() + LEAVE_ALONE_SECONDS
                log.warning("the shared cache does not answer: %s", type(error).__name__)
        return getattr(caches["database"], name)(*args, **kwargs)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Django's name for setting what is not there."""
        return self._ask("add", key, value, timeout=timeout, version=version)

    def get(self, key, default=None, version=None):
        """Django's name for reading."""
        return self._ask("get", key, default=default, version=version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Django's name for writing."""
        return self._ask("set", key, value, timeout=timeout, version=version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        """Django's name for keeping longer."""
        return self._ask("touch", key, timeout=timeout, version=version)

    def delete(self, key, version=None):
        """Django's name for forgetting."""
        return self._ask("delete", key, version=version)

    def incr(self, key, delta=1, version=None):
        """Django's name for counting."""
        return self._ask("incr", key, delta=delta, version=version)

    def has_key(self, key, version=None):
        """Django's name for asking whether it is there."""
        return self._ask("has_key", key, version=version)

    def clear(self):
        """Django's name for forgetting all."""
        return self._ask("clear")
