"""Shapes that the page components read.

A selector fills these and a template hands them to an include of ``templates/_components/``;
``docs/ui-kit.md`` shows each call. Texts are ready for the reader: translated, no HTML.
"""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["ok", "wait", "bad", "info", "mute"]
SegmentKind = Literal["ok", "wait", "empty", "rest", "brand"]


@dataclass(frozen=True)
class Action:
    """One button. ``get`` is a link, ``post`` a small form with ``fields`` hidden in it.

    ``dialog`` is the id of a ``{% dialog %}`` that asks first; ``key`` the shortcut shown beside the words;
    ``hx`` htmx attributes without their prefix: ``{"target": "#board", "swap": "outerHTML"}``.
    """

    label: str
    url: str = ""
    method: Literal["get", "post"] = "get"
    kind: Literal["primary", "line", "text", "bad"] = "line"
    icon: str = ""
    key: str = ""
    dialog: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    hx: dict[str, str] = field(default_factory=dict)
    small: bool = False
    icon_only: bool = False
    refusal: str = ""  # why the verb may not be used now; shown instead of a working button


@dataclass(frozen=True)
class Mark:
    """A state in words: what ``{% mark %}`` draws when no vocabulary family fits."""

    kind: Kind
    icon: str
    text: str


@dataclass(frozen=True)
class Segment:
    """A stretch of a meter; ``amount`` in the unit of the whole."""

    kind: SegmentKind
    amount: float
    label: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a phase stepper."""

    label: str
    state: Literal["done", "current", "coming"] = "coming"
    url: str = ""


@dataclass(frozen=True)
class ReadinessMeter:
    """One cell of the readiness strip; the whole cell links to the list filtered to the gap."""

    label: str
    value: int | str
    total: int | str = ""
    segments: tuple[Segment, ...] = ()
    gap: str = ""
    gap_kind: Literal["bad", "wait", ""] = "wait"
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Countdown:
    """The dark cell at the end of a readiness strip: ``H-3``, to what, when."""

    label: str
    value: str
    detail: str


@dataclass(frozen=True)
class FastStep:
    """One step of the fast path; exactly one step is ``current``."""

    title: str
    detail: str
    action: Action | None = None
    current: bool = False


@dataclass(frozen=True)
class Attention:
    """One row of "Perlu perhatian": when, what, why, one verb. Only the first row is ``hot``."""

    due: str
    left: str
    severity: Literal["bad", "wait", "info"]
    title: str
    detail: str
    action: Action | None = None
    hot: bool = False


@dataclass(frozen=True)
class TimelineRow:
    """One row of a timeline. ``now=True`` draws the gold line and reads only ``time``."""

    time: str
    title: str = ""
    detail: str = ""
    kind: Literal["arrival", "departure", "rest"] = "rest"
    icon: str = ""
    mark: Mark | None = None
    aside: str = ""
    url: str = ""
    url_label: str = ""
    past: bool = False
    now: bool = False


@dataclass(frozen=True)
class Factor:
    """One line of a score: points of a maximum and a phrase that says why."""

    label: str
    points: float
    maximum: float
    reason: str


@dataclass(frozen=True)
class JobView:
    """Background work as the page shows it. ``poll_url`` is set while it runs; 286 ends the polling."""

    state: Literal["queued", "running", "failed", "done"]
    title: str
    detail: str = ""
    done: int = 0
    total: int = 0
    poll_url: str = ""
    actions: tuple[Action, ...] = ()
    html_id: str = "job"


@dataclass(frozen=True)
class Pill:
    """One choice of a filter bar; ``current`` is the one in force."""

    label: str
    url: str
    count: int | str = ""
    current: bool = False
    icon: str = ""


@dataclass(frozen=True)
class Choice:
    """One option of a select in a filter bar."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class SelectFilter:
    """A select of a filter bar."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class FilterBar:
    """Search, pills and selects above a list; works as a plain GET form, htmx swaps ``target``."""

    action: str
    target: str
    search: str | None = None
    search_name: str = "q"
    search_label: str = ""
    groups: tuple[tuple[Pill, ...], ...] = ()
    group_label: str = ""
    selects: tuple[SelectFilter, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)
    note: str = ""
