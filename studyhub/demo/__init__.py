"""Demo schools for trying StudyHub out: plainly demo people, with work in every state.

``answers.json`` holds the answers they "wrote" and a teacher's points and comments. Everything
is made through the domain verbs, with back-dated clocks, and removed through the erasure path.
"""
