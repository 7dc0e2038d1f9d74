"""A server of its own for a load script, as the README tells a school to run it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """Two workers of gunicorn, in a process group that can be killed as a whole.

    A browser opens connections before it has anything to ask, and they would hold a worker that has
    no ``threads``; in a school the buffering proxy waits for them.
    """

    def __init__(
        self, port: int, application: str = "studyhub.wsgi:application", threads: int = 1
    ) -> None:
        self.port = port
        self.command = [
            sys.executable, "-m", "gunicorn", application,
            "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", str(threads),
            "--log-level", "critical",
        ]  # fmt: skip
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, and return when it answers."""
        self.process = subprocess.Popen(
            self.command, start_new_session=True, stderr=subprocess.DEVNULL
        )
        for _ in range(400):
            if self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError("the server did not start")

    def _answers(self) -> bool:
        """Tell whether a worker answers; the master takes connections before there is one."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """Kill the master and every worker at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop as an administrator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
