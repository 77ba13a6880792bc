"""Captions: what is refused, with the line; what is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.signed import captions

GOOD = """WEBVTT

NOTE de travail

premier
00:00.000 --> 00:02.000
Bonjour à vous

00:02.000 --> 00:05.000 line:90%
<b>Vos</b> droits
"""


def test_cues_are_read_with_names_notes_settings_and_marks():
    assert captions.faults(GOOD, 5) == []
    first, second = captions.parse(GOOD)
    assert (first.start, first.end, first.text, first.line) == (0, 2, "Bonjour à vous", 6)
    assert captions.signs(second) == len("Vos droits")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_any_end_of_line_is_read(newline):
    assert captions.faults("\ufeff" + GOOD.replace("\n", newline), 5) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("00:00.000 --> 00:02.000\nSans titre", None),
        ("WEBVTT", None),
        ("WEBVTT\n\n00:00,000 --> 00:02,000\nVirgules", 3),
        ("WEBVTT\n\n00:00.000 --> 00:02.000", 3),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\nÀ rebours", 3),
        ("WEBVTT\n\n00:00.000 --> 00:03.000\nUn\n\n00:02.000 --> 00:04.000\nDeux", 6),
        ("WEBVTT\n\n00:00.000 --> 00:06.000\nTrop tard", 3),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nQuinze signes..", 3),
    ],
)
def test_each_fault_is_told_with_its_line(text, line):
    (fault,) = captions.faults(text, 5)
    assert line is None or str(line) in fault


def test_reading_time_is_that_of_the_charter_with_its_tolerance():
    assert [captions.readable(seconds) for seconds in (1, 2, 3, 4, 8)] == [12, 20, 36, 60, 120]
    for length, fault in ((14, False), (15, True)):
        cue = f"WEBVTT\n\n00:00.000 --> 00:01.000\n{'x' * length}"
        assert bool(captions.faults(cue, 5)) is fault


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), min_size=1, max_size=5), st.text(max_size=3))
def test_cues_written_in_order_are_read_back(steps, noise):
    cues, at = [], 0
    for pause, length in steps:
        start, end = at + pause, at + pause + length
        cues.append((start, end))
        at = end
    written = "\n\n".join(f"{clock(start)} --> {clock(end)}\nun" for start, end in cues)
    read = captions.parse(f"WEBVTT\n\n{written}\n")
    assert [(round(cue.start * 10), round(cue.end * 10)) for cue in read] == cues
    assert isinstance(captions.faults(f"WEBVTT\n\n{written}{noise}", at / 10), list)


def clock(tenths: int) -> str:
    return f"{tenths // 600:02}:{tenths // 10 % 60:02}.{tenths % 10}00"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    assert isinstance(captions.faults(text, 3), list)
    assert isinstance(captions.faults(f"WEBVTT\n\n{text}", 3), list)
