"""Arabic, with European digits and the months as in Egypt.

A winter has a dash where others have a slash: a slash between two numbers keeps them from left to
right, and the later year would be read first. Decades have no name of their own digits, so their
years are given.
"""

from studyhub.edtf.languages.language import Language, Signs

ARABIC = Language(
    code="ar",
    direction="rtl",
    written=Signs(
        before_1=" ق.م", from_1=" م", thousands=",", dash="–", wide_dash=" – ", slash="–"
    ),
    aloud=Signs(
        before_1=" قبل الميلاد",
        from_1=" للميلاد",
        thousands=",",
        dash=" إلى ",
        wide_dash=" إلى ",
        slash=" إلى ",
    ),
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    seasons={21: ("", "ربيع"), 22: ("", "صيف"), 23: ("", "خريف"), 24: ("", "شتاء")},
    some_day=("يوم ما في {date}", "يوم ما نحو {date}"),
    some_month=("شهر ما في {date}", "شهر ما نحو {date}"),
    some_day_in_year=("يوم ما في {date}", "يوم ما نحو {date}"),
    between="بين {first} و{last}",
    some_years="سنة ما بين {first} و{last}",
    possibly="ربما ",
    about="نحو ",
    phrases={
        "alone": "{possibly}{about}{date}",
        "about between": "{possibly}{date} تقريبًا",
        "from": "{possibly}ابتداءً من {about}{date}",
        "until": "{possibly}حتى {about}{date}",
        "start": "{possibly}من {about}{date}",
        "end": "{possibly}إلى {about}{date}",
    },
    start_unknown="، والبداية غير معروفة",
    end_unknown="، والنهاية غير معروفة",
    julian=" (التقويم اليولياني)",
)
