"""What a browser keeps for when there is no connection: one page that holds no person.

The service worker (``static/js/worker.js``) shows it in the place of a page that cannot be fetched;
its script reads from the device what the person there has written and school has not got.
"""

import hashlib
import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response

from studyhub.access import route

STYLES = (
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "css/write.css",
    "css/student.css",
    "css/contrast.css",
)
OTHERS = (
    "favicon.svg",
    "js/look.js",
    "js/offline.js",
    "js/start.js",
    "js/behaviors/device-copies.js",
    "js/device.js",
    "js/here.js",
)
WORKER = "js/worker.js"
PATIENCE = 10_000  # milliseconds until a page that has not come counts as not coming


@route("GET", may="anyone")
def offline(request: HttpRequest) -> HttpResponse:
    """Show the page; for everybody the same, without session, form token or name."""
    return _fresh(request, HttpResponse(_page()))


@route("GET", may="anyone")
def service_worker(request: HttpRequest) -> HttpResponse:
    """Send the worker's script: what is kept, and in which version; what it does lies beside."""
    kept = {
        "version": _version(),
        "page": reverse("offline"),
        "files": [static(name) for name in (*STYLES, *OTHERS)],
        "patience": PATIENCE,
    }
    script = f"self.studyhub = {json.dumps(kept)};\nimportScripts({json.dumps(static(WORKER))});\n"
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    return _fresh(request, response)


def _page() -> str:
    """Render without the request, so that nothing of it can get in."""
    return render_to_string(
        "assignments/offline.html", {"styles": [static(name) for name in STYLES]}
    )


def _version() -> str:
    """Return what changes with the page and with every file it needs."""
    digest = hashlib.sha256(_page().encode())
    for name in (*STYLES, *OTHERS):
        digest.update(_content(name))
    return digest.hexdigest()[:16]


def _content(name: str) -> bytes:
    """Return what a file's name says in production, where it holds a hash, and else its bytes."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        return static(name).encode()
    found = finders.find(name)
    return Path(str(found)).read_bytes()


def _fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser ask each time whether there is a new one."""
    response.headers["Cache-Control"] = "no-cache"
    response.headers["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer if answer is not None else response
