"""The board of the neighbouring folder, for what its meetings decide."""

from kith.improvement.boards.conftest import board, meeting, plan, secretary

__all__ = ["board", "meeting", "plan", "secretary"]
