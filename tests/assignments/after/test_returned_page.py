"""The returned page with marked words, and the feedback print."""

from tests.assignments.after.conftest import remark, tag
from tests.assignments.grading.conftest import words_of as desk_words
from tests.assignments.student.pages import words_of


def marked(desk, cast):
    work = desk.handed_in(cast.alice, {"1": "Two <b>aims</b> at once."})
    answer = desk.answer(work, "1")
    desk.grade(work, "1", "4", "Good.")
    remark(answer, "Two <b>aims</b>", "Which <i>two</i>?", cast.tessa)
    remark(answer, "<b>aims</b> at once", "When?", cast.tessa)
    tag(answer, "strength", "Names both", cast.tessa)
    tag(answer, "next_step", "Give the date", cast.tessa)
    return work


def test_words_are_marked_with_numbers_that_lead_to_the_notes(desk, cast, alice_client):
    work = marked(desk, cast)
    desk.give_back(work)
    response = alice_client.get(f"/work/{work.pk}/returned/")
    page = response.content.decode()
    assert (
        '<mark class="passage">Two </mark>'
        '<mark class="passage passage-twice">&lt;b&gt;aims&lt;/b&gt;</mark>'
        '<a class="passage-number" id="words-1-1" href="#comment-1-1">'
        '<span class="visually-hidden">Comment </span>1</a>'
        '<mark class="passage"> at once</mark>'
        '<a class="passage-number" id="words-1-2" href="#comment-1-2">'
        '<span class="visually-hidden">Comment </span>2</a>.'
    ) in page
    words = words_of(response)
    assert "4 of 6 Level 3 of 4" in words
    assert "Comment 1 Two <b>aims</b> Which <i>two</i>?" in words
    assert "Comment 2 <b>aims</b> at once When? Good. Strengths Names both Next steps" in words
    assert "<i>two" not in page
    assert "4 of 65 points, 3 comments" in words_of(alice_client.get("/"))


def test_print_and_preview_show_the_same(desk, cast, teacher):
    work = marked(desk, cast)
    printed = desk_words(teacher.get(desk.path("print/", work)))
    assert "Comment 2 <b>aims</b> at once When? Good. Strengths Names both Next steps" in printed
    assert "4 of 6 Level 3 of 4" in printed
    preview = words_of(teacher.get(desk.path("return/preview/", work)))
    assert preview.startswith("Preview. What Alice Of Riverside School would read")
    assert "Comment 2 <b>aims</b> at once When? Good. Strengths Names both Next steps" in preview


def test_preview_is_the_page_that_is_returned(desk, cast, teacher, alice_client):
    work = marked(desk, cast)
    preview = teacher.get(desk.path("return/preview/", work)).content.decode()
    desk.give_back(work)
    page = alice_client.get(f"/work/{work.pk}/returned/").content.decode()

    def answers(text: str) -> list[str]:
        main = text[text.index('<article class="returned"') : text.index("</article>")]
        return [part for part in main.split("\n") if "answer-text" in part or "comment" in part]

    assert answers(preview) == answers(page)
    assert len(answers(page)) == 4


def test_looking_at_the_preview_returns_nothing(desk, cast, teacher):
    work = marked(desk, cast)
    teacher.get(desk.path("return/preview/", work))
    assert work.releases.count() == 0
