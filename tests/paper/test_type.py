"""No glyph vanishes: every script prints, in its order, or the paper says what is missing."""

import pypdfium2
import pytest

from courtdesk.paper.blocks import Paragraph, Style, bold
from courtdesk.paper.faces import face_for
from courtdesk.paper.type import Typesetter
from tests.paper.documents import needs_pdftotext, pages, pressed, text_of

NAMES = [
    "Wiśniewska-Żółć Łukasz",
    "Nguyễn Thị Ánh",
    "Γιώργος Παπαδόπουλος",
    "Юрий Щербаков",
    "שרה כהן",
    "محمد الأحمد",
    "سلام عليكم",
    "王芳",
    "陳小明",
    "やまだ タロウ",
    "김민수",
    "Գևորգ",
    "გიორგი",
]


@needs_pdftotext
@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back_as_it_was_written(name: str) -> None:
    data = pressed(Paragraph(name), Paragraph(f"Called: {name}"))
    assert text_of(data).count(name) == 2
    assert name in pages(data)[0]


@pytest.mark.parametrize("style", list(Style))
def test_every_style_has_every_name(style: Style) -> None:
    typesetter = Typesetter()
    for name in NAMES:
        assert typesetter.legible(name, style) == name
        assert "".join(run.text for run in typesetter.runs("abc", style)) == "abc"
    assert not typesetter.unset


def test_what_cannot_be_shaped_is_shown_by_number_and_said_at_the_end() -> None:
    text = pages(pressed(Paragraph("Mr. हिन्दी and 👩🏽 spoke.")))[0]
    assert "[U+0939 U+093F U+0928 U+094D U+0926 U+0940]" in text
    assert "[U+1F469 U+1F3FD]" in text
    assert "Characters that could not be printed" in text
    assert "Devanagari (6)" in text


def test_a_long_passage_names_its_first_characters_and_their_number() -> None:
    assert Typesetter().legible("हि" * 50).endswith("… 100 characters]")


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert "could not be printed" not in pages(pressed(Paragraph("Plain text.")))[0]


def test_brackets_face_the_right_way_in_arabic() -> None:
    typesetter = Typesetter()
    drawn = "".join(run.text for run in typesetter.runs("رقم (12)", Style.PLAIN, from_right=True))
    assert "(12)" in drawn


def test_arabic_letters_are_joined_and_vowel_signs_kept() -> None:
    drawn = "".join(run.text for run in Typesetter().runs("مُحَمَّد", Style.PLAIN, from_right=True))
    assert "\ufee3" in drawn
    assert "\u064f" in drawn
    assert "\u0645" not in drawn


def test_the_faces_have_every_form_that_arabic_letters_take() -> None:
    from arabic_reshaper.letters import LETTERS_ARABIC

    forms = {form for letter in LETTERS_ARABIC.values() for form in letter if form}
    lacking = {form for form in forms if face_for(form, Style.PLAIN) is None}
    assert lacking <= {"\u0640"} | {chr(n) for n in range(0xFBE8, 0xFBEA)}


def test_an_accent_without_a_letter_of_its_own_stands_above_its_letter() -> None:
    small, large = (Typesetter().runs(text, Style.PLAIN) for text in ("x\u0304", "M\u0304"))
    for letter, accent in (small, large):
        left, _, right, top = letter.face.bounds(letter.text)
        mark_left, mark_bottom, mark_right, _ = accent.face.bounds(accent.text)
        middle = letter.face.width(letter.text) + accent.shift + (mark_left + mark_right) / 2
        assert middle == pytest.approx((left + right) / 2)
        assert mark_bottom + accent.rise > top
    assert large[1].rise > small[1].rise


def test_accents_are_read_back_with_their_letters() -> None:
    assert "Olúwaṣẹ́gun" in pages(pressed(Paragraph("Olúwaṣẹ́gun")))[0]


def test_lines_of_symbols_and_of_mixed_scripts_end_at_the_margin() -> None:
    text = "☐ ★ → ⚖ שרה כהן محمد 王芳 김민수 " * 40
    with pypdfium2.PdfDocument(pressed(Paragraph(text), Paragraph((bold(text),)))) as pdf:
        page = pdf[0].get_textpage()
        boxes = [page.get_charbox(n) for n in range(page.count_chars())]
        assert max(right for _, _, right, _ in boxes) <= pdf[0].get_width() - 55.5


@pytest.mark.parametrize("style", list(Style))
def test_figures_are_tabular(style: Style) -> None:
    typesetter = Typesetter()
    assert len({typesetter.word_width(figure, style) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b\x1b[31m", "a[U+0000]b[U+001B][31m"),
        ("pay\u202e001$", "pay[U+202E]001$"),
        ("half \ud83d emoji", "half [U+D83D] emoji"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("private \ue000", "private [U+E000]"),
    ],
)
def test_what_cannot_be_seen_is_shown_or_left_out(typed: str, shown: str) -> None:
    assert Typesetter().legible(typed) == shown


def test_line_feeds_begin_lines_and_other_blanks_are_blanks() -> None:
    text = pages(pressed(Paragraph("one\r\ntwo\tthree"), Paragraph((bold("four\n"),))))[0]
    assert "one two three four" in text
