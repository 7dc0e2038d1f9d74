"""The second floor: what is asked, answered, graded and returned.

* A **QuestionSet** holds the analysis questions on a lesson, in **versions**; a **Question** may
  have parts, and **points** sit on the leaves. Each leaf has a line "For full points" that
  students see, and a **MarkingGuide** that only teachers see.
* An **Assignment** gives a set, whole or in part, to one class, pinned to a version of the set
  and an edition of the essay, with opens, due and closes.
* A **Submission** is one student's work on it. An **Attempt** is the text up to a hand-in, frozen
  then; at most one is open. An **Answer** is the text for one leaf in one attempt, a **Revision**
  a row of its history, append-only.
* An **HonestyStatement** is one version of what a school asks students to sign with a hand-in.
* A **ShelfQuestion** says that something on a person's evidence shelf bears on a question.
* A **Notice** tells a student once that something happened: assigned, due tomorrow, returned,
  answered, reopened. A **CalendarFeed** is the secret address of a person's due times.
* A **Grade** holds points, a **Comment** a remark. A **Release** returns them to the student: an
  immutable snapshot, and the only thing that student pages read. It may be planned for later;
  ``ReleaseQuerySet`` says what counts at an instant.
* A **NextStep** is what a student picked from a release to try next time. A **Thread** is the talk
  about one returned answer, of **Messages** that both sides read at once.
* An **Allocation** is what an assistant is to grade, an **Excuse** lets a student leave an
  assignment out, a **SecondLook** says that another marker has read the grading as it stood. While
  an assignment is **marked blind**, a pseudonym stands for the student until names are revealed.
"""
