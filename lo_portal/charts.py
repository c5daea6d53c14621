"""Geometry of the charts: numbers in, SVG coordinates out. Pure; the templates draw what stands here.

Every chart carries a sentence that says what it shows; the template adds the same numbers as a table.
"""

from dataclasses import dataclass
from math import cos, pi, sin

LABEL_WIDTH = 150
LABEL_CHARACTERS = 20  # what fits beside a bar
BAR_WIDTH = 260
VALUE_WIDTH = 60
ROW_HEIGHT = 34
BAR_HEIGHT = 22
COLUMN_HEIGHT = 118
FEW_COLUMNS = 10  # up to so many stand in half a page


@dataclass(frozen=True)
class Row:
    """One bar: ``values`` has one number per series; ``hot`` marks the one to look at."""

    label: str
    values: tuple[float, ...]
    shown: str = ""
    hot: bool = False


@dataclass(frozen=True)
class Chart:
    """``sentence`` tells the finding, ``series`` names the numbers of a row, ``maximum`` fixes the scale."""

    sentence: str
    rows: tuple[Row, ...]
    series: tuple[str, ...] = ("",)
    maximum: float = 0


@dataclass(frozen=True)
class Bar:
    """A rectangle with the series it belongs to."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class DrawnRow:
    """A labelled row: bars, and where its texts stand."""

    label: str
    shown: str
    hot: bool
    bars: tuple[Bar, ...]
    label_x: float
    label_y: float
    value_x: float
    value_y: float


@dataclass(frozen=True)
class Picture:
    """What a template needs: the size of the view box and the rows drawn."""

    width: int
    height: int
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True)
class Spoke:
    """One axis of a radar: end of the axis, point of each series, place and anchor of the label."""

    label: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Radar:
    """Axes, rings and one closed outline per series as ``points`` of an SVG polygon."""

    size: int
    middle: float
    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    outlines: tuple[str, ...]


def _shown(value: float) -> str:
    return f"{value:g}"


def _short(label: str) -> str:
    """The label cut to what fits; the table below the chart has it whole."""
    return label if len(label) <= LABEL_CHARACTERS else f"{label[: LABEL_CHARACTERS - 1].rstrip()}…"


def _scale(chart: Chart) -> float:
    return chart.maximum or max((sum(row.values) for row in chart.rows), default=0) or 1


def horizontal(chart: Chart) -> Picture:
    """Horizontal bars, stacked where a row has several values; 470 units wide."""
    scale, rows = BAR_WIDTH / _scale(chart), []
    for place, row in enumerate(chart.rows):
        top, left, bars = place * ROW_HEIGHT + 6, LABEL_WIDTH, []
        for series, value in enumerate(row.values):
            width = round(max(value, 0) * scale, 1)
            if width:
                bars.append(Bar(round(left, 1), top, width, BAR_HEIGHT, series + 1))
            left += width
        text_y = top + BAR_HEIGHT / 2 + 5
        shown = row.shown or _shown(sum(row.values))
        rows.append(
            DrawnRow(
                _short(row.label), shown, row.hot, tuple(bars), LABEL_WIDTH - 10, text_y, left + 8, text_y
            )
        )
    height = len(chart.rows) * ROW_HEIGHT + 6
    return Picture(LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH, height, tuple(rows))


def columns(chart: Chart) -> Picture:
    """Upright columns of the first series: a course over time; 470 units wide for a few, else 980."""
    count = max(len(chart.rows), 1)
    wide = 470 if count <= FEW_COLUMNS else 980
    step = wide / count
    scale, rows = COLUMN_HEIGHT / _scale(chart), []
    for place, row in enumerate(chart.rows):
        height = round(max(row.values[0], 0) * scale, 1)
        left, top = round(place * step + step * 0.07, 1), round(20 + COLUMN_HEIGHT - height, 1)
        bar = Bar(left, top, round(step * 0.86, 1), height, 1)
        middle = round(place * step + step / 2, 1)
        shown = row.shown or _shown(row.values[0])
        rows.append(
            DrawnRow(row.label, shown, row.hot, (bar,), middle, 20 + COLUMN_HEIGHT + 20, middle, top - 5)
        )
    return Picture(wide, 20 + COLUMN_HEIGHT + 28, tuple(rows))


def _point(angle: float, radius: float, centre: float) -> tuple[float, float]:
    return round(centre + radius * sin(angle), 1), round(centre - radius * cos(angle), 1)


def _anchor(x: float, centre: float) -> str:
    if abs(x - centre) < 4:
        return "middle"
    return "start" if x > centre else "end"


def radar(chart: Chart, radius: int = 96, margin: int = 96) -> Radar:
    """One axis per row, one outline per series; the scale is the chart's maximum, else the largest value."""
    centre, count = radius + margin, len(chart.rows)
    largest = chart.maximum or max((max(row.values) for row in chart.rows), default=0) or 1
    angles = [2 * pi * place / count for place in range(count)]
    spokes = []
    for angle, row in zip(angles, chart.rows, strict=True):
        label_x, label_y = _point(angle, radius + 14, centre)
        spokes.append(
            Spoke(row.label, *_point(angle, radius, centre), label_x, label_y + 4, _anchor(label_x, centre))
        )
    rings = tuple(
        _closed(((angle, radius * share / 4) for angle in angles), centre) for share in (1, 2, 3, 4)
    )
    outlines = tuple(
        _closed(
            (
                (angle, radius * min(row.values[at] / largest, 1))
                for angle, row in zip(angles, chart.rows, strict=True)
            ),
            centre,
        )
        for at in range(len(chart.series))
    )
    return Radar(2 * centre, centre, tuple(spokes), rings, outlines)


def _closed(corners, centre: float) -> str:
    """Corners given as (angle, radius) around the centre, as the ``points`` of a polygon."""
    return " ".join(f"{x},{y}" for x, y in (_point(angle, radius, centre) for angle, radius in corners))
