"""A quote that holds is found by a browser too: the link to its passage scrolls there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.language.links import passage_url
from argmap.language.quotes import look_up
from argmap.model import Map, Quote, Source
from argmap.project.markup import html_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = "http://source.test/"
FAR = '<div style="height: 3000px"></div>'


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        ("<p>The bank was unable to pay.</p>", {"exact": "unable to pay"}),
        ("<p>un<b>able</b> to pay</p>", {"exact": "unable to"}),
        ("<p>one two<br>three four</p>", {"exact": "two three"}),
        ("<p>one two</p><p>three four</p>", {"exact": "two three"}),
        ("<p>one two</p><p>a b</p><p>three four</p>", {"exact": "one two a b three"}),
        ("<pre>one two\nthree four</pre>", {"exact": "two three"}),
        ("<table><tr><td>one two<td>three</table>", {"exact": "two three"}),
        ("<ul><li>one<li>two</ul>", {"exact": "one two"}),
        ("<p>It is — they said — over.</p>", {"exact": "is -- they said -- over"}),
        ("<p>he said “yes” then</p>", {"exact": 'said "yes" then'}),
        ("<p>co\u00adoperate, e\ufb03cient, cafe\u0301</p>", {"exact": "cooperate, efficient, café"}),
        ("<p>one\u00a0two &nbsp;three</p>", {"exact": "one two three"}),
        ("<p>他们明年修建大坝。又</p>", {"exact": "年修建"}),
        ("<p>พนักงานใหม่มาแล้ว</p>", {"exact": "งานใหม่"}),
        ("<p>a:b c</p>", {"exact": "b c"}),
        ("<p>well-known man</p>", {"exact": "known man"}),
        ("<p>wages<sup><a href='#n'>[1]</a></sup> came late</p>", {"exact": "wages came late"}),
        ("<p>The tenant may keep one dog [see 2] in it.</p>", {"exact": "The tenant … one dog"}),
        ("<p>The tenant may keep one dog [see 2] in it.</p>", {"exact": "[t]he tenant [can] keep"}),
        ("<p>The tenant may keep a dog.</p><p>He pays.</p>", {"start": "tenant may", "end": "He pays"}),
        ("<p>Low WAGES came</p>", {"exact": "low wages"}),
        ("<p>a, b & c-d = 50% of #1</p>", {"exact": "b & c-d = 50% of #1"}),
        ("<p>can't, 1,300 e.g. this</p>", {"exact": "can’t, 1,300"}),
    ],
)
def test_a_browser_finds_what_argmap_finds(browser: Browser, page: str, quote: dict[str, str]) -> None:
    anchor = Quote(source="s", **quote)
    text = html_text(page)
    assert look_up(anchor, text).count == 1
    map_ = Map(sources={"s": Source(title="S", url=ADDRESS)})
    url = passage_url(map_, anchor, text)
    assert url is not None
    tab = browser.new_page()
    try:
        document = f"<!doctype html><meta charset=utf-8>{FAR}{page}{FAR}"
        tab.route("**/*", lambda route: route.fulfill(body=document, content_type="text/html"))
        tab.goto(url)
        tab.wait_for_function("scrollY > 1000", timeout=10_000)
    finally:
        tab.close()


def test_a_browser_does_not_find_what_is_inside_a_word(browser: Browser) -> None:
    """So the test above can fail."""
    tab = browser.new_page()
    try:
        document = f"<!doctype html>{FAR}<p>The bank was unable to pay.</p>{FAR}"
        tab.route("**/*", lambda route: route.fulfill(body=document, content_type="text/html"))
        tab.goto(f"{ADDRESS}#:~:text=able%20to%20pay")
        tab.wait_for_timeout(500)
        assert tab.evaluate("scrollY") == 0
    finally:
        tab.close()
