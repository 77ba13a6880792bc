"""Sign-language videos in Chromium: seekable, named, off the hands, by keyboard, without script, remembered."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOADED = """video => new Promise(done => {
    const tell = () => done([video.seekable.length && video.seekable.end(0), video.duration]);
    if (video.readyState) tell(); else video.addEventListener("loadedmetadata", tell);
})"""
LATE = """video => new Promise(done => {
    const look = () => video.currentTime > 3 ? done() : setTimeout(look, 50);
    look();
})"""


def test_a_clip_is_seekable_to_its_end_and_answered_by_spans(visit):
    page = visit()
    page.goto("/dispositifs/slime/")
    page.locator(".lsf-page > summary").click()
    end, duration = page.locator(".lsf-page video").evaluate(LOADED)
    assert duration > 3 and abs(end - duration) <= 1
    film = page.locator(".lsf-page video").evaluate("video => video.currentSrc")
    assert page.request.get(film, headers={"Range": "bytes=0-9"}).status == 206


def test_tools_jump_and_captions_stand_below_the_picture(visit, axe_clean):
    page = visit(width=360)
    page.goto("/dispositifs/slime/")
    page.locator(".lsf-page > summary").press("Enter")
    video = page.locator(".lsf-page video")
    video.evaluate(LOADED)
    page.get_by_role("button", name="5 s").last.press("Enter")
    video.evaluate(LATE)
    page.locator("[data-lsf-captions]").press("Enter")
    video.evaluate("video => { video.currentTime = 1 }")
    caption = page.locator(".lsf-page [data-lsf-caption]")
    expect(caption).to_have_text(re.compile(".{6}"))
    picture, words = video.bounding_box(), caption.bounding_box()
    assert words["y"] >= picture["y"] + picture["height"] - 1
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 361
    axe_clean(page)


def test_lsf_first_is_remembered_on_this_device_and_the_server_never_hears_of_it(visit):
    page = visit()
    page.goto("/dispositifs/slime/")
    page.locator(".lsf-page > summary").click()
    page.locator("[data-lsf-first] button").first.click()
    page.goto("/contact/")
    assert page.locator(".lsf-page").evaluate("part => part.open")
    assert page.context.cookies() == []


def test_it_plays_without_script(visit):
    page = visit(script=False)
    page.goto("/urgences/")
    page.locator(".lsf-page > summary").click()
    video = page.locator(".lsf-page video")
    assert video.is_visible() and video.get_attribute("controls") is not None
    assert page.locator(".lsf__tools").is_hidden()
