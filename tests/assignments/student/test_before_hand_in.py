"""What the review page points out: to the student alone, dismissible, and without any effect."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from assignments.domain.answering.checks.before_hand_in import MOST_OF_ANSWER
from assignments.enums import CitationKind
from assignments.models import Assignment, AssignmentQuestion, Citation, Question
from assignments.views.student.dismissing import MOST_KEYS, MOST_WORKS
from lessons.models import TimelineEvent
from studyhub import edtf
from tests.conftest import signed_in

from .conftest import begin, give
from .pages import hidden, words_of

QUOTE = "The essay says \u201cRivers rise in hills\u201d."
YEAR = "The Delta Treaty was signed in 1919."
TOP = "Only you see this. It is not sent to your teacher"
SAYS_QUOTE = "Rivers rise in hills stands in quotation marks without a citation."
SAYS_YEAR = (
    "You write 1919 ; the event you may mean, Delta Treaty shares the river , "
    "is dated 16 April 1922."
)
KEY = "0123456789abcdef"


@pytest.fixture
def work(work):
    """Return Alice's work on a lesson with an event that has a name of its own."""
    lesson = work.assignment.edition.lesson
    date = edtf.parse("1922-04-16")
    TimelineEvent.objects.create(
        lesson=lesson, key="delta-treaty", date=date.text, first_day=date.first_day,
        last_day=date.last_day, title="Delta Treaty shares the river", summary="A day of peace.",
    )  # fmt: skip
    return work


def review(client, work):
    return client.get(f"{work.path}review/")


def keys_in(response) -> list[str]:
    return re.findall(r'name="finding" value="([0-9a-f]{16})"', response.content.decode())


def dismiss(client, work, *keys: str, label: str = "1"):
    return client.post(f"{work.answer_path(label)}dismiss/", {"finding": keys})


def show_dismissed(client, work, *keys: str, label: str = "1"):
    return client.post(f"{work.answer_path(label)}show-dismissed/", {"finding": keys})


def cite(work, label: str = "1", **fields) -> Citation:
    paragraph = work.assignment.edition.paragraphs.get()
    return Citation.objects.create(
        submission=work.submission, question=work.answer(label).question, number=1,
        kind=CitationKind.PASSAGE, edition=work.assignment.edition, paragraph=paragraph,
        anchor="s1-1", label="paragraph 1.1", exact="Rivers rise in hills.", start=0, end=21,
        key="one", made_at=timezone.now(), **fields,
    )  # fmt: skip


def test_nothing_to_say_says_nothing(alice, work):
    work.write("1", "In the hills, and the Delta Treaty was signed in 1922.")
    page = review(alice, work)
    assert "Before you hand in" not in words_of(page)
    assert "advice" not in page.content.decode()


def test_a_quote_is_pointed_out_with_its_place(alice, work):
    work.write("1", QUOTE)
    page = review(alice, work)
    assert TOP in words_of(page)
    assert "Answer 1 : 1 quote without a citation" in words_of(page)
    assert f"{SAYS_QUOTE} These words stand in 1.1 ; cite them in your answer ." in words_of(page)
    text = reverse(
        "lessons:lesson",
        kwargs={
            "lesson": work.assignment.edition.lesson_id,
            "slug": work.assignment.edition.lesson.slug,
        },
    )
    assert f'<a href="{text}#s1-1" aria-label="Paragraph 1.1">1.1</a>' in page.content.decode()
    cite_page = f"{work.answer_path()}cite/?paragraph=1.1&sentences=1"
    assert f'<a href="{html.escape(cite_page)}">cite them in your answer</a>' in (
        page.content.decode()
    )
    filled = alice.get(cite_page).content.decode()
    assert 'value="1.1"' in filled


def test_words_from_elsewhere_are_asked_about_softly(alice, work):
    work.write("1", "As they say, \u201call rivers run to the sea\u201d.")
    assert (
        "StudyHub did not find these words in the essay; if they are from elsewhere, "
        "say from where." in words_of(review(alice, work))
    )


def test_a_cited_quote_is_left_alone(alice, work):
    work.write("1", f"{QUOTE} [1: paragraph 1.1]")
    assert SAYS_QUOTE in words_of(review(alice, work))  # brackets without a citation are words
    cite(work)
    assert "Before you hand in" not in words_of(review(alice, work))


def test_a_citation_supports_its_own_answer_alone(alice, work):
    cite(work, "2a")
    work.write("1", f"{QUOTE} [1: paragraph 1.1]")
    assert SAYS_QUOTE in words_of(review(alice, work))


def test_a_year_is_held_against_its_event(alice, work):
    work.write("2a", YEAR)
    page = review(alice, work)
    assert "Answer 2a : 1 date to check" in words_of(page)
    assert SAYS_YEAR in words_of(page)
    assert "#event-delta-treaty" in page.content.decode()


def test_both_are_counted(alice, work):
    work.write("1", f"{QUOTE} {YEAR}")
    work.write("2b", f"{YEAR} \u201cone two three\u201d and \u201cfour five six\u201d")
    assert (
        "Answer 1 : 1 quote without a citation, 1 date to check "
        "Answer 2b : 2 quotes without a citation, 1 date to check" in words_of(review(alice, work))
    )


def test_handing_in_goes_on_as_if_nothing_was_said(alice, work):
    for label in ("1", "2a", "2b"):
        work.write(label, "Plain.")
    seen = hidden(review(alice, work), "seen")
    work.write("1", f"{QUOTE} {YEAR}")
    page = review(alice, work)
    (first, second) = keys_in(page)
    assert hidden(page, "seen") != seen
    seen = hidden(page, "seen")
    dismiss(alice, work, first)
    assert hidden(review(alice, work), "seen") == seen
    assert second in keys_in(review(alice, work))
    response = alice.post(f"{work.path}hand-in/", {"seen": seen})
    assert response.url == f"{work.path}receipt/1/"
    assert work.attempt.submitted_at is not None


def test_what_is_said_stays_when_handing_in_is_refused(alice, work):
    work.write("1", YEAR)
    seen = hidden(review(alice, work), "seen")
    response = alice.post(f"{work.path}hand-in/", {"seen": seen})
    assert response.status_code == 409
    assert SAYS_YEAR in words_of(response)


def test_nobody_else_ever_sees_it(alice, work, cast):
    work.write("1", f"{QUOTE} {YEAR}")
    assert SAYS_YEAR in words_of(review(alice, work))
    (key, _other) = keys_in(review(alice, work))
    dismiss(alice, work, key)
    work.hand_in()
    pk = work.submission.pk
    pages = [signed_in(cast.alice).get(f"{work.path}receipt/1/"), alice.get(work.path)]
    for staff, act in ((cast.tessa, "grade"), (cast.tessa, "read"), (cast.sue, "read")):
        client = signed_in(staff)
        pages.append(client.get(reverse(f"admin:assignments_submission_{act}", args=[pk])))
        refused = review(client, work)
        assert refused.status_code == 403
        assert "1922" not in refused.content.decode()
        assert dismiss(client, work, key).status_code == 403
    texts = [html.unescape(page.content.decode()) for page in pages]
    # It could leak wherever the answer itself is shown; the receipt holds only its figures.
    assert [YEAR in text for text in texts] == [False, True, True, True, True]
    for text in texts:
        for word in ("without a citation", "you may mean", "16 April 1922", "dismiss", key):
            assert word not in text


# Dismissing ------------------------------------------------------------------------------------


def test_dismissed_is_gone_until_it_is_shown_again(alice, work):
    work.write("1", f"{QUOTE} {YEAR}")
    quote, year = keys_in(review(alice, work))
    response = dismiss(alice, work, quote)
    assert (response.status_code, response.url) == (302, f"{work.path}review/#look-1")
    page = words_of(review(alice, work))
    assert SAYS_QUOTE not in page
    assert SAYS_YEAR in page
    assert "1 dismissed. Show it again" in page
    dismiss(alice, work, year)
    page = words_of(review(alice, work))
    assert "Before you hand in" not in page
    assert "2 dismissed. Show them again" in page
    assert keys_in(review(alice, work)) == [quote, year]
    response = show_dismissed(alice, work, quote, year)
    assert (response.status_code, response.url) == (302, f"{work.path}review/#look-1")
    page = words_of(review(alice, work))
    assert SAYS_QUOTE in page
    assert SAYS_YEAR in page
    assert "dismissed." not in page


def test_it_is_dismissed_for_one_answer_and_while_the_words_are_the_same(alice, work):
    work.write("1", YEAR)
    work.write("2a", YEAR)
    one, other = keys_in(review(alice, work))
    assert one != other
    dismiss(alice, work, one)
    work.write("1", f"{YEAR} And more.")
    assert keys_in(review(alice, work)) == [one, other]
    assert "1 dismissed." in words_of(review(alice, work))
    work.write("1", YEAR.replace("1919", "1920"))
    assert "You write 1920" in words_of(review(alice, work))


def test_it_is_kept_in_the_session_alone(alice, work):
    work.write("1", YEAR)
    (key,) = keys_in(review(alice, work))
    dismiss(alice, work, key)
    assert alice.session["dismissed"] == {work.submission.pk: [key]}
    assert SAYS_YEAR in words_of(review(signed_in(work.student), work))
    assert Session.objects.count() == 2


def test_the_session_holds_so_many_and_no_more(alice, work, cast):
    keys = [f"{number:016x}" for number in range(MOST_KEYS + 20)]
    dismiss(alice, work, *keys[:MOST_KEYS])
    dismiss(alice, work, *keys[MOST_KEYS:])
    assert alice.session["dismissed"] == {work.submission.pk: keys[20:]}
    others = [begin(give(cast.class_8a, cast.tessa), cast.alice) for _ in range(MOST_WORKS)]
    for other in others:
        dismiss(alice, other, KEY)
    assert alice.session["dismissed"] == {other.submission.pk: [KEY] for other in others}


@pytest.mark.parametrize(
    "wrong", ["", "x", KEY.upper(), KEY + "0", KEY + "\n", "<script>alert(1)</script>"]
)
def test_what_is_no_key_is_not_kept(alice, work, wrong):
    assert dismiss(alice, work, wrong).status_code == 302
    assert show_dismissed(alice, work, wrong).status_code == 302
    assert alice.session.get("dismissed", {}) == {}


def test_strangers_find_nothing_to_dismiss(work, strangers):
    for client in strangers.values():
        assert dismiss(client, work, KEY).status_code == 404
        assert show_dismissed(client, work, KEY).status_code == 404


def test_an_answer_of_other_work_is_not_found(alice, work, cast):
    other = begin(give(cast.class_8a, cast.tessa), cast.alice)
    response = alice.post(f"{work.path}answers/{other.answer().pk}/dismiss/", {"finding": KEY})
    assert response.status_code == 404


def test_after_closing_it_leads_to_the_work(alice, work):
    work.write("1", YEAR)
    past = timezone.now() - timedelta(hours=1)
    Assignment.objects.filter(pk=work.assignment.pk).update(due_at=past, closes_at=past)
    response = alice.post(f"{work.answer_path()}dismiss/", {"finding": KEY}, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == work.path


# What is written by hand -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script> and more words",
        '"><img src=x onerror=alert(1)> one two',
        "{{ 7*7 }}{% debug %}${7*7} is literal",
        "javascript:alert(1) [x](javascript:alert(1)) x",
        "\u202eone two three four",
    ],
)
def test_what_is_quoted_is_shown_as_text(alice, work, hostile):
    work.write("1", f"He says \u201c{hostile}\u201d.")
    page = review(alice, work).content.decode()
    shown = page[page.index('class="advice-words"') :]
    shown = html.unescape(re.search(r">(.*?)</q>", shown, re.DOTALL)[1])
    assert shown == hostile
    for tag in ("<script>alert", "<img src=x", '<a href="javascript'):
        assert tag not in page


def test_an_events_title_is_shown_as_text(alice, work):
    TimelineEvent.objects.filter(key="delta-treaty").update(
        title="Delta Treaty <script>alert(1)</script>"
    )
    work.write("1", YEAR)
    page = review(alice, work).content.decode()
    assert "Delta Treaty &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_of_a_long_answer_the_beginning_is_looked_at_and_the_page_says_so(alice, work):
    cut = "looked for only at the beginning of this long answer"
    work.write("1", f"{'x' * (MOST_OF_ANSWER - len(YEAR) - 1)} {YEAR}")
    assert cut not in words_of(review(alice, work))
    work.write("1", f"{'x ' * MOST_OF_ANSWER} {YEAR}")
    page = words_of(review(alice, work))
    assert cut in page
    assert "you may mean" not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_at_any_number_of_answers(
    cast, given, django_assert_num_queries, count
):
    version = given.set_version
    for number in range(count):
        question = Question.objects.create(
            version=version, position=10 + number, label=f"x{number}", text="Why?", points=1
        )
        AssignmentQuestion.objects.create(assignment=given, question=question)
    AssignmentQuestion.objects.filter(assignment=given, question__position__lt=10).delete()
    work = begin(given, cast.alice)
    for number in range(count):
        work.write(f"x{number}", f"{QUOTE} The flood came in 1950.")
        cite(work, f"x{number}")
    client = signed_in(cast.alice)
    address = f"{work.path}review/"
    # Session, person, two of the roles; the work, what is due, attempts, allowance, answers and
    # their citations; paragraphs, events; how they were written and who sees that.
    with django_assert_num_queries(14):
        page = client.get(address).content.decode()
    assert page.count('class="advice-item"') == count
