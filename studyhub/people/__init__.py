"""The ground: who. The words are OneRoster's.

* **School**: the house everything belongs to; its time zone decides what "late" means.
* **SchoolClass**: a class of one school, archived when it ends, never deleted.
* **User**: one account of one school (a superuser of none), with a sign-in name that is unique
  within the school; an e-mail address only where the person has given one.
* **Enrollment**: ties a user to a class with a role (student, assistant, teacher) from a day
  until a day. **SchoolRole** does the same for school admins.
* **One-time password**: a code that a teacher or school admin hands over; it only opens the page
  where a password is chosen.
* **Mail**: a letter to one person on its way, queued by a request or a command, and sent by a
  worker alone.
"""
