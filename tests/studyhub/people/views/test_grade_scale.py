from studyhub.people.domain.grade_scale import Scale, scale_of
from tests.conftest import signed_in


def path(school) -> str:
    return f"/admin/people/school/{school.pk}/grade-scale/"


def body(*bands, based_on=0, name="Letters") -> dict:
    data = {"name": name, "based_on": based_on}
    for place, (percent, label) in enumerate(bands):
        data |= {f"from_{place}": percent, f"label_{place}": label}
    return data


def test_school_admin_writes_the_scale(cast):
    sana = signed_in(cast.sana)
    response = sana.post(path(cast.riverside), body(("0", "F"), ("", ""), ("60", "Pass")))
    assert (response.status_code, response["Location"]) == (302, path(cast.riverside))
    assert scale_of(cast.riverside) == Scale("Letters", ((60, "Pass"), (0, "F")), 1)
    page = sana.get(path(cast.riverside)).content.decode()
    assert 'value="60"' in page
    assert 'value="Pass"' in page


def test_half_a_row_and_bad_numbers_are_told_at_the_row(cast):
    sana = signed_in(cast.sana)
    for band, sentence in (
        (("", "A"), "Say from which percent."),
        (("50", ""), "Say what it is called."),
        (("101", "A"), "Ensure this value is less than or equal to 100."),
        (("abc", "A"), "Enter a whole number."),
    ):
        page = sana.post(path(cast.riverside), body(("0", "F"), band)).content.decode()
        assert sentence in page
        assert 'value="F"' in page
    assert (
        "lowest band begin at 0"
        in sana.post(path(cast.riverside), body(("50", "P"))).content.decode()
    )
    assert scale_of(cast.riverside) == Scale()


def test_nobody_else_writes_it(cast):
    for name, status in (("tessa", 403), ("asif", 403), ("sofia", 404), ("alice", 404)):
        response = signed_in(getattr(cast, name)).post(path(cast.riverside), body(("0", "F")))
        assert (name, response.status_code) == (name, status)
    assert scale_of(cast.riverside) == Scale()
