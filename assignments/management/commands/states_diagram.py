"""``manage.py states_diagram``: the transition table as a Mermaid diagram, for the README."""

from django.core.management.base import BaseCommand

from assignments.enums import states_diagram


class Command(BaseCommand):
    """Print the diagram; a test compares the README with it."""

    help = "Print the states of a submission as a Mermaid diagram."

    def handle(self, *args, **options) -> None:
        self.stdout.write(states_diagram())
