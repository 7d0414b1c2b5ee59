"""Where things led, as a flow from stage to stage: blocks as high as their number, bands from block to block. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kith.ui.charts.letters import widest, width_of

THICK = 14  # of a block, from left to right
LEAST = 34  # the height that two lines of words need
BETWEEN = 10
FULL = 270  # the height of everybody
WRITTEN = 17  # a band as thick as this has its number written on it
MOST_STAGES = 4
ALONG, FALLEN = (
    0.66,
    0.78,
)  # where a band has its number: past the words beside the block it leaves, on its curve


@dataclass(frozen=True, slots=True)
class Block:
    """So many at one place of one stage. ``ends``: nothing follows by itself; ``small`` stands after the number."""

    key: str
    words: str
    count: int
    small: str = ""
    ends: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """So many that went from one block to another of the next stage."""

    start: str
    end: str
    count: int
    words: str = ""
    small: str = ""
    href: str = ""


def flow(
    stages: Sequence[Sequence[Block]], bands: Sequence[Band], width: int = 1180
) -> dict[str, Any] | None:
    """Places of blocks, bands and words; None where nobody began.

    Bands leave and arrive in the order of the blocks. Raises ValueError where more leave a block, or arrive at it,
    than it has: a picture that does not add up is not drawn.
    """
    if not stages or not sum(block.count for block in stages[0]):
        return None
    if len(stages) > MOST_STAGES:
        raise ValueError(f"a flow has at most {MOST_STAGES} stages")
    scale = FULL / max(sum(block.count for block in stage) for stage in stages)
    left = widest((block.words for block in stages[0]), bold=True) + 14
    right = max(widest(_beside(block) for block in stages[-1]), 90) + 24
    step = (width - left - right - THICK) / max(len(stages) - 1, 1)
    placed: dict[str, dict[str, Any]] = {}
    for number, stage in enumerate(stages):
        y = 16.0
        for block in (one for one in stage if one.count):
            high = max(round(block.count * scale, 1), 1.5)
            slot = max(high, LEAST)
            placed[block.key] = {
                "x": round(left + number * step, 1),
                "y": round(y + (slot - high) / 2, 1),
                "width": THICK,
                "height": high,
                "first": number == 0,
                "block": block,
                "stage": number,
            }
            y += slot + BETWEEN
    drawn = _bands(bands, placed, scale)
    return {
        "width": width,
        "height": round(max(one["y"] + max(one["height"], LEAST) for one in placed.values()) + 14, 1),
        "blocks": list(placed.values()),
        "bands": drawn,
    }


def _beside(block: Block) -> str:
    return max(block.words + " ", f"{block.count:,} {block.small}", key=width_of)


def _bands(bands: Sequence[Band], placed: dict[str, dict[str, Any]], scale: float) -> list[dict[str, Any]]:
    order = {key: place for place, key in enumerate(placed)}
    shown = sorted((one for one in bands if one.count), key=lambda one: (order[one.start], order[one.end]))
    left: dict[str, int] = {}
    arrived: dict[str, int] = {}
    alone = {key: sum(one.end == key for one in shown) == 1 for key in placed}
    drawn = []
    for band in shown:
        start, end = placed[band.start], placed[band.end]
        out, into = left.get(band.start, 0), arrived.get(band.end, 0)
        left[band.start], arrived[band.end] = out + band.count, into + band.count
        if left[band.start] > start["block"].count or arrived[band.end] > end["block"].count:
            raise ValueError("more leave or reach a block than it has")
        high = round(band.count * scale, 1)
        x, y = start["x"] + THICK, start["y"] + out * scale
        far, low = end["x"], end["y"] + into * scale
        drawn.append({
            "band": band,
            "path": _path(x, y, far, low, max(high, 1)),
            "ends": end["block"].ends,
            "x": round(x + (far - x) * ALONG, 1),
            "y": round(y + (low - y) * FALLEN + high / 2 + 4.5, 1),
            "written": high >= WRITTEN and not alone[band.end],
        })  # fmt: skip
    return drawn


def _path(x: float, y: float, far: float, low: float, high: float) -> str:
    """A band between two upright edges: level where it leaves and where it arrives."""
    half = round((x + far) / 2, 1)
    return (
        f"M{x:.1f} {y:.1f}C{half} {y:.1f} {half} {low:.1f} {far:.1f} {low:.1f}"
        f"V{low + high:.1f}C{half} {low + high:.1f} {half} {y + high:.1f} {x:.1f} {y + high:.1f}Z"
    )
