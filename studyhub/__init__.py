"""The roof: settings, addresses, the admin site and commands.

It knows every floor and holds no data of its own. The floors below, from the top:

* ``assignments``: what is asked, answered, graded and returned;
* ``lessons``: what is read (essay, timeline, sources);
* ``studyhub.people``: who (schools, classes, enrollments, accounts);
* ``studyhub.access``, ``audit``, ``edtf``, ``web``: the rock, which has no school words.

Imports and foreign keys point down only; ``.importlinter`` and a test keep it so.
"""
