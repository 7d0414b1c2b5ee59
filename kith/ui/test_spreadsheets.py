from datetime import date

from kith.ui.spreadsheets import spreadsheet


def test_a_file_is_taken_away_under_its_name_and_day_and_runs_nothing() -> None:
    answer = spreadsheet("levels", date(2026, 10, 14), ["Team", "Counted"], [["=1+1", 3], ["North", None]])

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="levels-2026-10-14.csv"'
    assert answer.content.decode() == "\ufeffTeam,Counted\r\n'=1+1,3\r\nNorth,\r\n"
