from analysis.corpus.preview import CHARACTERS_SHOWN, ROWS_SHOWN, first_rows
from analysis.corpus.read import read_table
from tests.corpus.files import delimited


def test_a_file_begins_with_its_first_rows():
    table = read_table("t.csv", delimited({"a": [str(i) for i in range(9)], "b": ["NA"] * 9}))
    frame = first_rows(table)
    assert frame["a"].tolist() == [str(i) for i in range(ROWS_SHOWN)]
    assert frame["b"].tolist() == ["NA"] * ROWS_SHOWN


def test_long_cells_are_shortened():
    cell = first_rows(read_table("t.csv", delimited({"a": ["x" * 5000]})))["a"].iloc[0]
    assert len(cell) == CHARACTERS_SHOWN
    assert cell.endswith("…")
