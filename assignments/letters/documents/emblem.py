"""Draws the portal's own emblem: the default logo until an organisation uploads its arms.

A shield with a star, a rising sun, a bridge over a river, rice and cotton. It stands for no
real place. One table of polygons is written as SVG and as PNG, so both stay the same:
`python -m assignments.letters.documents.emblem` writes static/letters/emblem.{svg,png}.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

from PIL import Image, ImageDraw

Point = tuple[float, float]
Shape = tuple[str, list[Point]]

WIDTH, HEIGHT = 200, 240
NAVY, GOLD, BLUE, GREEN, WHITE = "#12284b", "#e0b040", "#2a6db0", "#2e7d4f", "#fbfaf4"
PNG_WIDTH, SMOOTH = 250, 8


def _ellipse(x: float, y: float, rx: float, ry: float, turn: float = 0, steps: int = 48) -> list[Point]:
    """An ellipse about (x, y), turned by `turn` degrees, as a polygon."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    angles = (2 * math.pi * step / steps for step in range(steps))
    ring = [(rx * math.cos(a), ry * math.sin(a)) for a in angles]
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in ring]


def _shield(inset: float) -> list[Point]:
    """The shield's outline, `inset` units inside the outermost one."""
    left, top, half = 8 + inset, 6 + inset, 92 - inset
    shoulder, foot = 120.0, 234 - inset * 1.15
    curve = []
    for step in range(25):
        t = step / 24
        x = half * (1 - t**2.3)
        curve.append((x, shoulder + (foot - shoulder) * t**1.02))
    right = [(100 + x, y) for x, y in curve]
    mirrored = [(100 - x, y) for x, y in reversed(curve)]
    return [(left, top), (200 - left, top), *right, *mirrored]


def _star(x: float, y: float, radius: float, points: int = 5, inner: float = 0.40) -> list[Point]:
    corners = []
    for step in range(points * 2):
        reach = radius if step % 2 == 0 else radius * inner
        angle = math.pi * step / points - math.pi / 2
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return corners


def _below(y: float) -> list[Point]:
    """The part of the inner shield under height `y`."""
    return [point for point in _shield(9) if point[1] > y]


def _wave(y: float, reach: float) -> list[Point]:
    xs = [100 - reach + 2 * reach * n / 60 for n in range(61)]
    upper = [(x, y + 2.2 * math.sin(x / 5.2)) for x in xs]
    return [*upper, *((x, height + 3.2) for x, height in reversed(upper))]


def _sun() -> Iterator[Shape]:
    for step in range(13):
        angle = math.pi * step / 12
        tip = (100 - 44 * math.cos(angle), 150 - 44 * math.sin(angle))
        side = 0.055
        foot = [
            (100 - 25 * math.cos(angle + s), 150 - 25 * math.sin(angle + s))
            for s in (-side * 1.6, side * 1.6)
        ]
        yield GOLD, [tip, *foot]
    yield GOLD, [point for point in _ellipse(100, 150, 22, 22) if point[1] <= 150.1]


def _bridge() -> Iterator[Shape]:
    """An arch bridge, for those who bind host and guest."""
    outer = [point for point in _ellipse(100, 153, 50, 36, steps=96) if point[1] <= 153.1]
    inner = [point for point in _ellipse(100, 153, 44, 30, steps=96) if point[1] <= 153.1]
    yield WHITE, [*outer, *reversed(inner)]
    for x in (68, 84, 100, 116, 132):
        top = 153 - 31 * math.sqrt(1 - ((x - 100) / 45) ** 2)
        yield WHITE, [(x - 1.1, top), (x + 1.1, top), (x + 1.1, 153), (x - 1.1, 153)]
    yield WHITE, [(46, 150), (154, 150), (154, 156), (46, 156)]


def _wreath() -> Iterator[Shape]:
    """Rice on the left, cotton on the right, both rising from the foot of the shield."""
    for step in range(11):
        angle = math.radians(112 + step * 12.4)
        x, y = 100 + 64 * math.cos(angle), 142 + 64 * math.sin(angle)
        lean = math.degrees(angle) + 90
        yield GOLD, _ellipse(x - 3, y, 7.4, 2.9, lean - 28)
        yield GOLD, _ellipse(x + 3.4, y + 1, 7.4, 2.9, lean + 28)
    for step in range(7):
        angle = math.radians(68 - step * 19.5)
        x, y = 100 + 64 * math.cos(angle), 142 + 64 * math.sin(angle)
        yield GREEN if y < 168 else "#8fcf9f", _ellipse(x, y, 9.2, 4.4, math.degrees(angle) + 90)
        yield WHITE, _ellipse(x, y - 1.2, 5.2, 5.2)
        yield GOLD, _ellipse(x, y - 1.2, 1.5, 1.5)


def shapes() -> list[Shape]:
    """(fill, polygon) in painting order, in a box of 200 by 240 units."""
    field = [(NAVY, _shield(0)), (GOLD, _shield(4)), (NAVY, _shield(6.5)), (BLUE, _shield(9))]
    river = [("#1c4f86", _below(156))]
    waves = [(WHITE, _wave(168, 44)), (WHITE, _wave(180, 33)), (WHITE, _wave(192, 22))]
    star = [(GOLD, _star(100, 48, 23))]
    return [*field, *_sun(), *river, *waves, *_bridge(), *_wreath(), *star]


def svg() -> str:
    """The emblem as SVG 1.1 text: polygons only, no script, no address but the namespace."""
    polygons = "\n".join(
        f'<polygon fill="{fill}" points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in points)}"/>'
        for fill, points in shapes()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="Lambang">\n'
        f"{polygons}\n</svg>\n"
    )


def png() -> bytes:
    """The emblem as an RGB PNG on white, 250 by 300 dots, drawn eight times larger and reduced."""
    scale = SMOOTH * PNG_WIDTH / WIDTH
    canvas = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    pen = ImageDraw.Draw(canvas)
    for fill, points in shapes():
        pen.polygon([(x * scale, y * scale) for x, y in points], fill=fill)
    picture = canvas.resize((PNG_WIDTH, PNG_WIDTH * HEIGHT // WIDTH), Image.Resampling.BOX)
    out = io.BytesIO()
    picture.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB").save(
        out, format="PNG", optimize=True
    )
    return out.getvalue()


def write() -> None:
    from assignments.letters.documents import assets

    assets.STATIC.mkdir(parents=True, exist_ok=True)
    (assets.STATIC / "emblem.svg").write_text(svg(), encoding="utf-8")
    (assets.STATIC / "emblem.png").write_bytes(png())


if __name__ == "__main__":
    write()
