"""Dates in each language that has a table: its own grammar, by the same rules."""

import pytest

from studyhub.edtf import LANGUAGES, machine, parse, spoken, wording, year_wording

COLUMNS = ("de", "fr", "es", "ar")

# text, then what is read in each of the columns
READ = [
    ("1917-11-07", "7. November 1917", "7 novembre 1917", "7 de noviembre de 1917",
     "7 نوفمبر 1917"),
    ("1939-05-01", "1. Mai 1939", "1er mai 1939", "1 de mayo de 1939", "1 مايو 1939"),
    ("0800-12-25", "25. Dezember 800 n. Chr.", "25 décembre 800 apr. J.-C.",
     "25 de diciembre de 800 d. C.", "25 ديسمبر 800 م"),
    ("-0043-03-15", "15. März 44 v. Chr.", "15 mars 44 av. J.-C.", "15 de marzo de 44 a. C.",
     "15 مارس 44 ق.م"),
    ("1940-08", "August 1940", "août 1940", "agosto de 1940", "أغسطس 1940"),
    ("-0489-05~", "um Mai 490 v. Chr.", "vers mai 490 av. J.-C.", "hacia mayo de 490 a. C.",
     "نحو مايو 490 ق.م"),
    ("1939", "1939", "1939", "1939", "1939"),
    ("0476", "476 n. Chr.", "476 apr. J.-C.", "476 d. C.", "476 م"),
    ("0001", "1 n. Chr.", "1 apr. J.-C.", "1 d. C.", "1 م"),
    ("0000", "1 v. Chr.", "1 av. J.-C.", "1 a. C.", "1 ق.م"),
    ("Y-12000", "12.001 v. Chr.", "12\u202f001 av. J.-C.", "12\u202f001 a. C.", "12,001 ق.م"),
    # seasons
    ("1941-21", "Frühjahr 1941", "printemps 1941", "primavera de 1941", "ربيع 1941"),
    ("1941-22", "Sommer 1941", "été 1941", "verano de 1941", "صيف 1941"),
    ("1941-23", "Herbst 1941", "automne 1941", "otoño de 1941", "خريف 1941"),
    ("-0217-24", "Winter 218/217 v. Chr.", "hiver 218/217 av. J.-C.",
     "invierno de 218/217 a. C.", "شتاء 218–217 ق.م"),
    ("0000-24", "Winter 1 v. Chr./1 n. Chr.", "hiver 1 av. J.-C./1 apr. J.-C.",
     "invierno de 1 a. C./1 d. C.", "شتاء 1 ق.م–1 م"),
    # doubt
    ("1919?", "möglicherweise 1919", "peut-être en 1919", "posiblemente en 1919", "ربما 1919"),
    ("1919~", "um 1919", "vers 1919", "hacia 1919", "نحو 1919"),
    ("1919%", "möglicherweise um 1919", "peut-être vers 1919", "posiblemente hacia 1919",
     "ربما نحو 1919"),
    ("1917-11-07?", "möglicherweise am 7. November 1917", "peut-être le 7 novembre 1917",
     "posiblemente el 7 de noviembre de 1917", "ربما 7 نوفمبر 1917"),
    ("1939-05-01~", "um den 1. Mai 1939", "vers le 1er mai 1939", "hacia el 1 de mayo de 1939",
     "نحو 1 مايو 1939"),
    ("1917-11?", "möglicherweise im November 1917", "peut-être en novembre 1917",
     "posiblemente en noviembre de 1917", "ربما نوفمبر 1917"),
    ("1941-22?", "möglicherweise im Sommer 1941", "peut-être l'été 1941",
     "posiblemente en el verano de 1941", "ربما صيف 1941"),
    ("1941-21~", "etwa Frühjahr 1941", "vers le printemps 1941", "hacia la primavera de 1941",
     "نحو ربيع 1941"),
    ("1941-24~", "etwa Winter 1941/1942", "vers l'hiver 1941/1942",
     "hacia el invierno de 1941/1942", "نحو شتاء 1941–1942"),
    # decades and centuries
    ("192X", "1920er Jahre", "années 1920", "años 1920", "1920–1929"),
    ("079X", "790er Jahre n. Chr.", "années 790 apr. J.-C.", "años 790 d. C.", "790–799 م"),
    ("190X", "1900–1909", "1900–1909", "1900–1909", "1900–1909"),
    ("19XX", "1900–1999", "1900–1999", "1900–1999", "1900–1999"),
    ("-04XX", "500–401 v. Chr.", "500–401 av. J.-C.", "500–401 a. C.", "500–401 ق.م"),
    ("-021X", "220–211 v. Chr.", "220–211 av. J.-C.", "220–211 a. C.", "220–211 ق.م"),
    ("000X", "1 v. Chr. – 9 n. Chr.", "1 av. J.-C. – 9 apr. J.-C.", "1 a. C. – 9 d. C.",
     "1 ق.م – 9 م"),
    ("192X?", "möglicherweise in den 1920er Jahren", "peut-être dans les années 1920",
     "posiblemente en los años 1920", "ربما 1920–1929"),
    ("192X~", "um die 1920er Jahre", "vers les années 1920", "hacia los años 1920",
     "نحو 1920–1929"),
    ("-021X~", "um 220–211 v. Chr.", "vers 220–211 av. J.-C.", "hacia 220–211 a. C.",
     "نحو 220–211 ق.م"),
    # unknown days and months
    ("1940-04-XX", "ein Tag im April 1940", "un jour d'avril 1940", "un día de abril de 1940",
     "يوم ما في أبريل 1940"),
    ("1939-XX", "ein Monat des Jahres 1939", "un mois de l'année 1939", "un mes del año 1939",
     "شهر ما في 1939"),
    ("1939-XX-XX", "ein Tag des Jahres 1939", "un jour de l'année 1939", "un día del año 1939",
     "يوم ما في 1939"),
    ("1939-05-XX%", "möglicherweise ein Tag um Mai 1939", "peut-être un jour vers mai 1939",
     "posiblemente un día hacia mayo de 1939", "ربما يوم ما نحو مايو 1939"),
    # intervals
    ("1919-03-02/1919-03-06", "2.–6. März 1919", "2–6 mars 1919", "2–6 de marzo de 1919",
     "2–6 مارس 1919"),
    ("1920-08-01/1920-08-07", "1.–7. August 1920", "1er–7 août 1920", "1–7 de agosto de 1920",
     "1–7 أغسطس 1920"),
    ("1920-07-19/1920-08-07", "19. Juli – 7. August 1920", "19 juillet – 7 août 1920",
     "19 de julio – 7 de agosto de 1920", "19 يوليو – 7 أغسطس 1920"),
    ("1940-04/1940-05", "April–Mai 1940", "avril–mai 1940", "abril–mayo de 1940",
     "أبريل–مايو 1940"),
    ("1919-11/1920-01", "November 1919 – Januar 1920", "novembre 1919 – janvier 1920",
     "noviembre de 1919 – enero de 1920", "نوفمبر 1919 – يناير 1920"),
    ("1932/1933", "1932–1933", "1932–1933", "1932–1933", "1932–1933"),
    ("-0490/-0479", "491–480 v. Chr.", "491–480 av. J.-C.", "491–480 a. C.", "491–480 ق.م"),
    ("-0043/0014", "44 v. Chr. – 14 n. Chr.", "44 av. J.-C. – 14 apr. J.-C.",
     "44 a. C. – 14 d. C.", "44 ق.م – 14 م"),
    ("1941-21/1941-22", "Frühjahr–Sommer 1941", "printemps–été 1941",
     "primavera–verano de 1941", "ربيع–صيف 1941"),
    ("192X/193X", "1920er Jahre – 1930er Jahre", "années 1920 – années 1930",
     "años 1920 – años 1930", "بين 1920 و1929 – بين 1930 و1939"),
    ("-021X~/-0199", "etwa zwischen 220 und 211 v. Chr. – 200 v. Chr.",
     "entre 220 et 211 av. J.-C. environ – 200 av. J.-C.",
     "aproximadamente entre 220 y 211 a. C. – 200 a. C.",
     "بين 220 و211 ق.م تقريبًا – 200 ق.م"),
    ("1918~/1920?", "um 1918 – möglicherweise 1920", "vers 1918 – peut-être en 1920",
     "hacia 1918 – posiblemente en 1920", "نحو 1918 – ربما 1920"),
    # open and unknown ends
    ("1939-05-01/..", "ab dem 1. Mai 1939", "à partir du 1er mai 1939",
     "desde el 1 de mayo de 1939", "ابتداءً من 1 مايو 1939"),
    ("1940-04/..", "ab April 1940", "à partir d'avril 1940", "desde abril de 1940",
     "ابتداءً من أبريل 1940"),
    ("1941-22/..", "ab Sommer 1941", "à partir de l'été 1941", "desde el verano de 1941",
     "ابتداءً من صيف 1941"),
    ("192X/..", "ab den 1920er Jahren", "à partir des années 1920", "desde los años 1920",
     "ابتداءً من سنة ما بين 1920 و1929"),
    ("1919~/..", "etwa ab 1919", "à partir de 1919 environ", "desde aproximadamente 1919",
     "ابتداءً من نحو 1919"),
    ("1939-05-XX/..", "ab einem Tag im Mai 1939", "à partir d'un jour de mai 1939",
     "desde un día de mayo de 1939", "ابتداءً من يوم ما في مايو 1939"),
    ("-021X/..", "ab einem Jahr zwischen 220 und 211 v. Chr.",
     "à partir d'une année entre 220 et 211 av. J.-C.", "desde un año entre 220 y 211 a. C.",
     "ابتداءً من سنة ما بين 220 و211 ق.م"),
    ("../1939-05-01", "bis zum 1. Mai 1939", "jusqu'au 1er mai 1939",
     "hasta el 1 de mayo de 1939", "حتى 1 مايو 1939"),
    ("../1939-05", "bis Mai 1939", "jusqu'en mai 1939", "hasta mayo de 1939", "حتى مايو 1939"),
    ("../1941-22", "bis Sommer 1941", "jusqu'à l'été 1941", "hasta el verano de 1941",
     "حتى صيف 1941"),
    ("../192X", "bis in die 1920er Jahre", "jusqu'aux années 1920", "hasta los años 1920",
     "حتى سنة ما بين 1920 و1929"),
    ("../1939-05-XX", "bis zu einem Tag im Mai 1939", "jusqu'à un jour de mai 1939",
     "hasta un día de mayo de 1939", "حتى يوم ما في مايو 1939"),
    ("../-0403~", "etwa bis 404 v. Chr.", "jusqu'en 404 av. J.-C. environ",
     "hasta aproximadamente 404 a. C.", "حتى نحو 404 ق.م"),
    ("1939-05-01/", "ab dem 1. Mai 1939, Ende unbekannt",
     "à partir du 1er mai 1939, fin inconnue", "desde el 1 de mayo de 1939, final desconocido",
     "ابتداءً من 1 مايو 1939، والنهاية غير معروفة"),
    ("/1939-05", "bis Mai 1939, Beginn unbekannt", "jusqu'en mai 1939, début inconnu",
     "hasta mayo de 1939, inicio desconocido", "حتى مايو 1939، والبداية غير معروفة"),
    ("1919?/..", "möglicherweise ab 1919", "peut-être à partir de 1919",
     "posiblemente desde 1919", "ربما ابتداءً من 1919"),
]  # fmt: skip

# text, then what is heard in each of the columns
HEARD = [
    ("1917-11-07", "7. November 1917", "7 novembre 1917", "7 de noviembre de 1917",
     "7 نوفمبر 1917"),
    ("-0403", "404 vor Christus", "404 avant Jésus-Christ", "404 antes de Cristo",
     "404 قبل الميلاد"),
    ("0476", "476 nach Christus", "476 après Jésus-Christ", "476 después de Cristo",
     "476 للميلاد"),
    ("-0217-24", "Winter 218 auf 217 vor Christus", "hiver 218 à 217 avant Jésus-Christ",
     "invierno de 218 a 217 antes de Cristo", "شتاء 218 إلى 217 قبل الميلاد"),
    ("-021X", "220 bis 211 vor Christus", "220 à 211 avant Jésus-Christ",
     "220 a 211 antes de Cristo", "220 إلى 211 قبل الميلاد"),
    ("1919-03-02/1919-03-06", "2. bis 6. März 1919", "du 2 au 6 mars 1919",
     "del 2 al 6 de marzo de 1919", "من 2 إلى 6 مارس 1919"),
    ("1928-10-01/1932-12-31", "1. Oktober 1928 bis 31. Dezember 1932",
     "du 1er octobre 1928 au 31 décembre 1932",
     "del 1 de octubre de 1928 al 31 de diciembre de 1932",
     "من 1 أكتوبر 1928 إلى 31 ديسمبر 1932"),
    ("1940-04/1940-08", "April bis August 1940", "d'avril à août 1940",
     "de abril a agosto de 1940", "من أبريل إلى أغسطس 1940"),
    ("1932/1933", "1932 bis 1933", "de 1932 à 1933", "de 1932 a 1933", "من 1932 إلى 1933"),
    ("-0043/0014", "44 vor Christus bis 14 nach Christus",
     "de 44 avant Jésus-Christ à 14 après Jésus-Christ",
     "de 44 antes de Cristo a 14 después de Cristo", "من 44 قبل الميلاد إلى 14 للميلاد"),
    ("1941-21/1941-22", "Frühjahr bis Sommer 1941", "du printemps à l'été 1941",
     "de la primavera al verano de 1941", "من ربيع إلى صيف 1941"),
    ("192X/193X", "1920er Jahre bis 1930er Jahre", "des années 1920 aux années 1930",
     "de los años 1920 a los años 1930",
     "من سنة ما بين 1920 و1929 إلى سنة ما بين 1930 و1939"),
    ("1918~/1920", "etwa 1918 bis 1920", "de 1918 environ à 1920",
     "de aproximadamente 1918 a 1920", "من نحو 1918 إلى 1920"),
    ("1939-05-XX/1940-04-XX", "ein Tag im Mai 1939 bis zu einem Tag im April 1940",
     "d'un jour de mai 1939 à un jour d'avril 1940",
     "de un día de mayo de 1939 a un día de abril de 1940",
     "من يوم ما في مايو 1939 إلى يوم ما في أبريل 1940"),
]  # fmt: skip


@pytest.mark.parametrize("case", READ, ids=[case[0] for case in READ])
def test_a_date_is_read_by_the_grammar_of_its_language(case: tuple[str, ...]) -> None:
    text, *expected = case
    assert [wording(text, language=language) for language in COLUMNS] == expected


@pytest.mark.parametrize("case", HEARD, ids=[case[0] for case in HEARD])
def test_a_date_is_heard_by_the_grammar_of_its_language(case: tuple[str, ...]) -> None:
    text, *expected = case
    assert [spoken(text, language=language) for language in COLUMNS] == expected


def test_the_julian_note_is_in_each_language() -> None:
    assert {code: wording("1917-10-25", "julian", code) for code in LANGUAGES} == {
        "en": "25 October 1917 (Julian)",
        "de": "25. Oktober 1917 (julianisch)",
        "fr": "25 octobre 1917 (julien)",
        "es": "25 de octubre de 1917 (juliano)",
        "ar": "25 أكتوبر 1917 (التقويم اليولياني)",
    }


def test_months_are_in_each_language() -> None:
    texts = [f"1939-{month:02}" for month in range(1, 13)]
    assert {
        code: " ".join(wording(text, language=code).split()[0] for text in texts)
        for code in LANGUAGES
    } == {
        "en": "January February March April May June July August September October November "
        "December",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre",
        "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1939-08-01/..", "à partir du 1er août 1939"),
        ("1939-10/..", "à partir d'octobre 1939"),
        ("1939/..", "à partir de 1939"),
        ("1941-21/..", "à partir du printemps 1941"),
        ("1941-23/..", "à partir de l'automne 1941"),
        ("../1941-21", "jusqu'au printemps 1941"),
        ("../1941-24", "jusqu'à l'hiver 1941/1942"),
        ("1939-08-XX", "un jour d'août 1939"),
    ],
)
def test_french_articles_melt_and_vowels_are_elided(text: str, expected: str) -> None:
    assert wording(text, language="fr") == expected


def test_the_axis_names_a_year_as_dates_do() -> None:
    assert {code: year_wording(-403, code) for code in LANGUAGES} == {
        "en": "404 BCE",
        "de": "404 v. Chr.",
        "fr": "404 av. J.-C.",
        "es": "404 a. C.",
        "ar": "404 ق.م",
    }
    assert [year_wording(year) for year in (-9999, 0, 1, 999, 1000, 1939, 12000)] == [
        "10,000 BCE",
        "1 BCE",
        "1 CE",
        "999 CE",
        "1000",
        "1939",
        "12,000",
    ]


def test_directions_are_told() -> None:
    assert {code: table.direction for code, table in LANGUAGES.items()} == {
        "en": "ltr",
        "de": "ltr",
        "fr": "ltr",
        "es": "ltr",
        "ar": "rtl",
    }


def test_words_alone_depend_on_the_language() -> None:
    """A value has no language: its days and its machine form are the same for every reader."""
    value = parse("1917-11-07")
    assert (value.first_day, machine(value)) == (700_115, "1917-11-07")


def test_a_language_without_a_table_is_the_programs_mistake() -> None:
    with pytest.raises(KeyError):
        wording("1939", language="xx")
