"""The installed app's pictures are drawn from our own sign, in the sizes that phones ask for."""

import pytest
from PIL import Image

from lo_portal import appicons


@pytest.mark.parametrize("name", appicons.PICTURES)
def test_picture_has_its_size_and_our_sign(name, tmp_path):
    target = tmp_path / name

    appicons.make(target)

    with Image.open(target) as picture:
        side, share = appicons.PICTURES[name]
        assert picture.size == (side, side)
        corner, line = (
            picture.convert("RGBA").getpixel((1, 1)),
            picture.convert("RGB").getpixel((side // 2,) * 2),
        )
    assert (corner[3] == 0) is (share == 1.0)
    assert line == pytest.approx((0xE3, 0xA5, 0x1A), abs=6)  # the gold line of the equator
    assert target.stat().st_size < 25_000
    assert list(tmp_path.iterdir()) == [target]


def test_finder_draws_what_is_missing(settings, tmp_path):
    settings.VAR = tmp_path
    finder = appicons.AppIconFinder()

    assert finder.find("app/icon-192.png") == str(tmp_path / "appicons" / "icon-192.png")
    assert finder.find("app/other.png") == finder.find("fonts/icon-192.png") == []
