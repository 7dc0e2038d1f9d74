"""The laws of the house: what points where, and what no template may hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern

from studyhub.access.routes import all_routes
from studyhub.audit.append_only import guarded_models

ROOT = Path(settings.BASE_DIR)

# From the ground up; a foreign key may point to its own floor or to one further left.
FLOORS = ["web", "access", "audit", "people", "lessons", "assignments"]


def test_top_level_is_the_owners_list():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    visible = {name.split("/")[0] for name in tracked if name and not name.startswith(".")}
    assert visible == {
        "README.md",
        "manage.py",
        "requirements.txt",
        "studyhub",
        "lessons",
        "assignments",
        "templates",
        "static",
        "tests",
    }


def test_foreign_keys_point_down():
    wrong = []
    seen = 0
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or target._meta.app_label not in FLOORS:
                continue
            seen += 1
            own, other = (FLOORS.index(m._meta.app_label) for m in (model, target))
            if other > own:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []
    assert seen > 50


def test_the_rock_has_no_foreign_keys():
    for label in ("web", "access", "audit"):
        for model in apps.get_app_config(label).get_models():
            assert [field.name for field in model._meta.fields if field.is_relation] == []


def test_import_contracts_hold():
    script = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [script, "--config", ".importlinter"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


def test_every_route_is_declared():
    routes = all_routes()
    assert [name or pattern for name, pattern, found in routes if found is None] == []
    assert len(routes) > 30
    assert all(found.methods and found.may for _name, _pattern, found in routes if found)


def test_every_pattern_has_a_name():
    from django.urls import get_resolver

    def unnamed(patterns):
        for item in patterns:
            if isinstance(item, URLPattern):
                if not item.name:
                    yield str(item.pattern)
            else:
                yield from unnamed(item.url_patterns)

    assert list(unnamed(get_resolver().url_patterns)) == []


INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.I
)


@pytest.mark.parametrize(
    "text",
    ["<script>", '<p style="x">', '<a onclick="x">', "<style>", '<a href="javascript:x">'],
)
def test_the_inline_pattern_finds_what_it_must(text):
    assert INLINE.search(text)


def test_no_template_holds_inline_script_or_style():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    found = {
        str(path.relative_to(ROOT)): INLINE.findall(path.read_text())
        for path in templates
        if INLINE.search(path.read_text())
    }
    assert found == {}
    assert len(templates) > 10


def test_append_only_tables():
    assert sorted(model._meta.label for model in guarded_models()) == [
        "assignments.Citation",
        "assignments.HonestyStatement",
        "assignments.Message",
        "assignments.Release",
        "assignments.Revision",
        "audit.Entry",
        "lessons.DraftRevision",
        "lessons.Edition",
        "lessons.GlossaryTerm",
        "lessons.Paragraph",
        "lessons.Section",
    ]


def test_no_merge_was_left_open():
    found = subprocess.run(
        ["git", "grep", "-lE", "^(<{7} |>{7} )"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""


def test_no_file_names_a_registry_or_a_content_network():
    pattern = re.compile(r"--(extra-)?index-url|--find-links|--trusted-host|//cdn\.")
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    found = [
        name
        for name in files
        if (ROOT / name).suffix in {".py", ".txt", ".html", ".js", ".css", ".md", ".in", ".cfg"}
        and name != "tests/test_house.py"
        and (ROOT / name).is_file()
        and pattern.search((ROOT / name).read_text(errors="ignore"))
    ]
    assert found == []


TENANT_ROWS = re.compile(
    r"\b(School|SchoolClass|User|Enrollment|SchoolRole|Lesson|QuestionSet|QuestionSetVersion|"
    r"Question|Assignment|Submission|Attempt|Answer|Grade|Comment|Release|Extension|Entry|ShelfItem|HonestyStatement)"
    r"\.objects\.(all|filter|get|exclude|first|values|select_related|order_by|in_bulk)\b"
)
# Where a page goes to rows of a school without a scope, and why it may. A new place belongs in
# ``querysets.py``; whoever adds one here instead says why.
UNSCOPED = {
    # the clock's own act, on one row fetched through a scope before, and an answer's ``known``
    "assignments/views/student/own_work.py": 2,
    "assignments/views/giving/times.py": 1,
    "assignments/views/overview/board.py": 1,
    "assignments/views/grading/one_question.py": 1,
    # parts of a row fetched through a scope before
    "assignments/views/student/assignment.py": 1,
    "assignments/views/material/questions.py": 1,
    "assignments/views/material/set_frame.py": 1,
    "studyhub/people/views/classes.py": 1,
    "lessons/admin/lesson.py": 1,
    # narrowed by ``visible_to`` or ``staffed_by`` in the same expression or on the next line
    "assignments/views/desk_frame.py": 3,
    "assignments/admin/assignment.py": 2,
    "assignments/admin/question_set.py": 2,
    "studyhub/people/admin/filters.py": 1,
    # signing in comes before any scope
    "studyhub/people/forms/sign_in.py": 2,
}


def test_pages_reach_for_a_schools_rows_through_a_scope():
    found = {}
    for room in ("views", "admin", "forms"):
        floors, ground = ROOT.glob(f"*/{room}/**/*.py"), ROOT.glob(f"*/*/{room}/**/*.py")
        for path in (*floors, *ground):
            if path.is_relative_to(ROOT / "tests"):
                continue
            if count := len(TENANT_ROWS.findall(path.read_text())):
                found[str(path.relative_to(ROOT))] = count
    assert found == UNSCOPED


def test_production_is_armored(tmp_path):
    script = (
        "from studyhub import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS, s.DEBUG)"
    )
    environment = {
        "STUDYHUB_ENV": "production",
        "SECRET_KEY": "a" * 60,
        "ALLOWED_HOSTS": "studyhub.example",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
        "DEBUG": "1",
    }
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["True", "True", "True", "Lax", "True", "31536000", "False"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without(missing, tmp_path):
    environment = {
        "STUDYHUB_ENV": "production",
        "SECRET_KEY": "a" * 60,
        "ALLOWED_HOSTS": "studyhub.example",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
    }
    del environment[missing]
    result = subprocess.run(
        [sys.executable, "-c", "import studyhub.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert missing in result.stderr
