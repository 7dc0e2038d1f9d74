"""The rights contract: every route is declared, and everything undeclared is shut.

No school words here. A *relation* is a word that an upper floor uses for how a person stands to
the thing behind an address ("student", "teacher" ...); this floor only carries the words.

* ``route`` declares a view: its methods, which relations may use it, which know of it (403) -
  everybody else gets the same 404 as for a thing that does not exist.
* ``AccessMiddleware`` refuses undeclared routes, methods that are not declared, and strangers.
* ``fetch_or_404`` fetches and authorizes in one step.
* ``ScopedModelAdmin`` is the admin base: read-only, scoped, deny by default.
"""

from studyhub.access.fetch import fetch_or_404
from studyhub.access.routes import Declaration, declare, route

__all__ = ["Declaration", "declare", "fetch_or_404", "route"]
