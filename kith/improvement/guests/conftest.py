"""The board of the neighbouring folder, for the guests of its meetings."""

from kith.improvement.boards.conftest import board, meeting, plan, secretary

__all__ = ["board", "meeting", "plan", "secretary"]
