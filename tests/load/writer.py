"""A student's browser as the load scripts need it: signed in, saving, trying again with the key."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

TOKEN = "a" * 32  # a CSRF token is whatever cookie and header agree on
RETRY_AFTER = 0.1


@dataclass
class Save:
    """One save from the first try to its answer; ``status`` is 0 where none came."""

    url: str
    text: str
    status: int
    version: int
    seconds: float
    tries: int
    said: str = ""


@dataclass
class Writer:
    """Writes one box after another; ``boxes`` are ``{"url", "body"}``, as the page has them."""

    port: int
    session: str
    boxes: list[dict]
    saves: list[Save] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def acknowledged(self) -> dict[str, Save]:
        """Return the last save of each box that the server said yes to."""
        return {save.url: save for save in self.saves if save.status == 200}

    def save(self, turn: int, *, stop: threading.Event | None = None) -> Save:
        """Save once; with ``stop`` the same request is sent again until it is answered."""
        box = self.boxes[turn % len(self.boxes)]
        text = f"Written for the {turn}th time, and long enough for an answer. " * 10
        based_on = self.versions.get(box["url"], 0)
        body = {**box["body"], "text": text, "based_on": based_on, "key": f"{box['url']}{turn}"}
        sent = json.dumps(body)
        begun, tries = time.perf_counter(), 0
        while True:
            tries += 1
            status, answer = self.send(box["url"], sent)
            is_over = stop is None or stop.is_set()
            if status not in {0, 502, 503} or is_over:
                break
            time.sleep(RETRY_AFTER)
        seconds = time.perf_counter() - begun
        known = _object(answer) if status == 200 else {}
        done = Save(box["url"], text, status, known.get("version", 0), seconds, tries, answer[:200])
        self.saves.append(done)
        if status == 200:
            self.versions[box["url"]] = done.version
        return done

    def send(self, url: str, body: str) -> tuple[int, str]:
        """Post a body; 0 and the reason where the connection was refused or cut."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-CSRFToken": TOKEN,
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
        }
        try:
            connection.request("POST", url, body.encode(), headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, HTTPException) as error:
            return 0, repr(error)
        finally:
            connection.close()


def _object(text: str) -> dict:
    return json.loads(text)


def lost(writers: list[Writer]) -> list[str]:
    """Compare what was acknowledged with what stands in the database, whole."""
    from assignments.models import Answer

    wrong = []
    for writer in writers:
        for url, save in writer.acknowledged.items():
            answer = Answer.objects.get(pk=url.rstrip("/").rsplit("/", 1)[1])
            if (answer.version, answer.text) != (save.version, save.text):
                wrong.append(f"{url}: version {save.version}, stored {answer.version}")
    return wrong
