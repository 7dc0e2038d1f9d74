import pytest

from studyhub.web.downloads import clean_stem, download


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Soviet foreign policy, 1919–1945", "Soviet foreign policy, 1919–1945"),
        ('a"b;c/../ü\r\nX: y', "a b c ü X y"),
        ("../../etc/passwd", "etc passwd"),
        ("CON\u202etxt.exe", "CONtxt.exe"),
        ("日本の歴史", "日本の歴史"),
        ("...", "download"),
        ("", "download"),
        ("\x00\x07", "download"),
        ("x" * 200, "x" * 80),
    ],
)
def test_clean_stem(text, stem):
    assert clean_stem(text) == stem


def test_a_header_holds_one_clean_name():
    response = download(b"x", stem='a"b;c/../ü\r\nX: y', suffix=".csv", content_type="text/csv")
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''a%20b%20c%20%C3%BC%20X%20y.csv"
    )
    plain = download(b"x", stem="Rivers", suffix=".csv", content_type="text/csv")
    assert plain.headers["Content-Disposition"] == 'attachment; filename="Rivers.csv"'
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
