"""Small numbers hidden in what leaves the service, together with whatever would let them be worked out.

Plain values only. Counts from 1 to 5 are hidden; so are as many other cells of a table as it takes that no hidden
count follows from the sums of its rows and columns, even for a reader who knows that counts are never below nought.
"""

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from itertools import count

LEAST, MOST = 1, 5
MARK = "c"
NOTE = (
    "c: hidden, because a number from 1 to 5 might point to a child, or because such a number could be worked out "
    "from this one."
)
Cell = tuple[int, int]
Table = Sequence[Sequence[int | None]]


def is_small(number: int | None) -> bool:
    """Whether a count by itself might point to a child: 1 to 5."""
    return number is not None and LEAST <= number <= MOST


def shown(number: int | None, is_hidden: bool) -> int | str:
    """What stands in a cell: the number, the mark for what is hidden, nothing where there is nothing."""
    if is_hidden:
        return MARK
    return "" if number is None else number


def hidden(
    table: Table, *, total_row: bool = False, total_column: bool = False, also: Collection[Cell] = ()
) -> list[list[bool]]:
    """Which cells of a table of counts may not leave the service, in the shape of the table.

    `table` is a list of rows of counts that belong to different children or events; None is a cell that does not exist,
    which is never hidden. With `total_row` the last row has the sums of the columns, with `total_column` the last
    column those of the rows; totals are hidden where nothing else would do. A total that the reader knows from
    elsewhere (everyone's figure in another paper) belongs into the table too, otherwise nothing is hidden on account of
    it. `also` are cells, as (row, column), that are hidden elsewhere and so here. Raises ValueError for rows of
    different lengths, negative counts, and totals that are not the sums.
    """
    full = _Full(table, total_row, total_column)
    full.hidden.update(also)
    for cell in sorted(full.hidden):
        full.protect(cell)
    return [
        [full.is_hidden(row, column) for column in range(len(numbers))] for row, numbers in enumerate(table)
    ]


class _Full:
    """A table with all its totals. Totals that are not shown are as good as hidden.

    Give every total the opposite sign and each row and column adds up to nought, so a reader's other possible tables
    differ along rings of hidden cells, one up, the next down. A hidden cell is safe when it lies on such a ring on
    which no count falls below nought. Rows and columns are the nodes of a graph, cells its arcs: up from row to
    column, down from column to row.
    """

    def __init__(self, table: Table, total_row: bool, total_column: bool) -> None:
        self.values, self.last = _with_totals(table, total_row, total_column)
        last_row, last_column = self.last
        self.unshown = {
            cell
            for cell in self.values
            if (cell[0] == last_row and not total_row) or (cell[1] == last_column and not total_column)
        }
        self.hidden = {
            cell for cell, value in self.values.items() if cell not in self.unshown and is_small(value)
        }

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a cell is hidden, given as in the table."""
        return (row, column) in self.hidden

    def protect(self, cell: Cell) -> None:
        """Hide the cheapest ring of cells through a cell, if it lies on none yet."""
        rings = [ring for up in (True, False) if (ring := self._ring(cell, up)) is not None]
        _, cells = min(rings)  # there is always one: the cell, its two totals, and everything
        self.hidden.update(one for one in cells if one not in self.unshown)

    def _ring(self, cell: Cell, up: bool) -> tuple[int, list[Cell]] | None:
        """What the cheapest ring costs that raises (or lowers) a cell, and the other cells on it."""
        if not self._may_move(cell, up):
            return None
        row, column = ("row", cell[0]), ("column", cell[1])
        start, goal = (column, row) if up else (row, column)
        turn, waiting = count(), [(0, 0, start, [])]  # type: ignore[var-annotated]
        done = set()
        while waiting:
            cost, _, node, path = heappop(waiting)
            if node == goal:
                return cost, path
            if node in done:
                continue
            done.add(node)
            for other, crossed in self._neighbours(node):
                if crossed != cell and other not in done:
                    heappush(waiting, (cost + self._cost(crossed), next(turn), other, [*path, crossed]))
        return None

    def _neighbours(self, node: tuple[str, int]) -> list[tuple[tuple[str, int], Cell]]:
        kind, number = node
        if kind == "row":
            cells = [(number, column) for column in range(self.last[1] + 1)]
            return [(("column", c[1]), c) for c in cells if c in self.values and self._may_move(c, True)]
        cells = [(row, number) for row in range(self.last[0] + 1)]
        return [(("row", c[0]), c) for c in cells if c in self.values and self._may_move(c, False)]

    def _may_move(self, cell: Cell, up: bool) -> bool:
        """Whether the count of a cell may be different by one; a total, with its sign, moves the other way."""
        is_total = (cell[0] == self.last[0]) != (cell[1] == self.last[1])
        return up != is_total or self.values[cell] > 0

    def _cost(self, cell: Cell) -> int:
        """Few cells before many, small counts before large, parts before totals, nought late: it hides little."""
        if cell in self.hidden or cell in self.unshown:
            return 0
        totals = (cell[0] == self.last[0]) + (cell[1] == self.last[1])
        return 10**9 * (1, 3, 9)[totals] + (self.values[cell] or 10**6)


def _with_totals(table: Table, total_row: bool, total_column: bool) -> tuple[dict[Cell, int], Cell]:
    """Every cell with its count, totals included, and where the totals are."""
    if len({len(row) for row in table}) > 1:
        raise ValueError("The rows of a table are equally long.")
    rows = len(table) - total_row
    columns = (len(table[0]) if table else 0) - total_column
    values = {
        (row, column): number
        for row in range(rows)
        for column in range(columns)
        if (number := table[row][column]) is not None
    }
    if any(number < 0 for number in values.values()):
        raise ValueError("Counts are never negative.")
    for row in range(rows):
        values[row, columns] = sum(values.get((row, column), 0) for column in range(columns))
    for column in range(columns + 1):
        values[rows, column] = sum(values.get((row, column), 0) for row in range(rows))
    for row, numbers in enumerate(table):
        for column, number in enumerate(numbers):
            if number is not None and number != values[row, column]:
                raise ValueError("A total is not the sum of its parts: leave it out of the table.")
    return values, (rows, columns)
