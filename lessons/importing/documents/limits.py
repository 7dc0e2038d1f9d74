"""What a document may cost. Every limit here is named in the sentence that refuses for it."""

MAX_BYTES = 5 * 1024 * 1024
MAX_BLOCKS = 5_000
# Of one block, before it is divided: one line of a text file may be a whole essay.
MAX_BLOCK = 400_000
MAX_CHARACTERS = 1_000_000

# What the child process may take. CPU and wall clock are the same, so that neither a busy nor a
# sleeping reader outlasts the other.
SECONDS = 5
MEMORY = 256 * 1024 * 1024
MAX_RESULT = 8 * 1024 * 1024

# Of the zip that a docx or odt is, all judged by its directory before anything is inflated.
MAX_ENTRIES = 2_000
MAX_INFLATED = 60 * 1024 * 1024
MAX_PART = 24 * 1024 * 1024
MAX_RATIO = 200
RATIO_COUNTS_FROM = 4 * 1024 * 1024
MAX_ELEMENTS = 600_000
MAX_DEPTH = 200

MAX_PAGES = 500


class DocumentRefused(Exception):
    """The file cannot be read. ``str()`` is the sentence to show.

    ``status`` is the HTTP status to answer with: 413 for a file that is too long, else 400.
    """

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def in_megabytes(size: int) -> str:
    """Return a size in words: "5 MB"."""
    return f"{size // (1024 * 1024)} MB"
