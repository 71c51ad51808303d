"""Logos from outside: drawn anew, or shapes only, or refused with a sentence."""

import io

import pytest
from PIL import Image, PngImagePlugin

from onboarding.lib import logo
from onboarding.lib.logo import logo_of
from onboarding.lib.uploads import FileRefused

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def png(wide: int = 40, high: int = 20, **words: str) -> bytes:
    out, more = io.BytesIO(), PngImagePlugin.PngInfo()
    for key, value in words.items():
        more.add_text(key, value)
    Image.new("RGB", (wide, high), "#aa3300").save(out, "PNG", pnginfo=more)
    return out.getvalue()


def test_a_png_keeps_its_picture_and_nothing_else():
    kept, ending = logo_of(png(author="Somebody at home") + b"<script>alert(1)</script>")
    assert ending == "png"
    assert b"Somebody" not in kept
    assert b"script" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 20)


def test_a_large_png_is_made_smaller():
    assert Image.open(io.BytesIO(logo_of(png(1600, 400))[0])).size == (800, 200)


def test_an_svg_of_shapes_is_kept_as_it_is():
    shapes = SVG.format('<title>A</title><g fill="#123456"><path d="M0 0h9v9z" style="fill:url(#a)"/></g>').encode()
    assert logo_of(shapes) == (shapes, "svg")


@pytest.mark.parametrize(
    "inside",
    ["<script>alert(1)</script>", '<image href="https://away.example/a.png"/>', "<foreignObject/>", "<style>*{}</style>",
     '<a href="javascript:x"><path d=""/></a>',
     '<rect onload="x()"/>', '<use href="#a"/>', '<path style="fill:url(https://away.example)"/>', '<path style="fill:u\\72l(x)"/>',
     '<path fill="url( https://away.example )"/>', '<path style="a:b/**/;@import x"/>', '<set attributeName="href"/>'],
)  # fmt: skip
def test_an_svg_that_does_more_than_draw_is_refused(inside):
    with pytest.raises(FileRefused, match="holds more than shapes"):
        logo_of(SVG.format(inside).encode())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"GIF89a", logo.NEITHER),
        (b"<html></html>", logo.NEITHER),
        (png()[:60], logo.DAMAGED),
        (b"<svg", logo.DAMAGED),
        (png(2001, 2), logo.TOO_WIDE),
        (b"\x89PNG" + b"0" * logo.MOST_BYTES, logo.TOO_LARGE),
        (b"", "This file is empty. Choose the file again."),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), logo.MORE_THAN_DRAWS.format("a document type")),
    ],
)
def test_what_is_no_logo_is_refused_with_its_sentence(content, sentence):
    with pytest.raises(FileRefused) as refused:
        logo_of(content)
    assert refused.value.sentence == sentence
