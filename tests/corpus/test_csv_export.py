import io

import pandas as pd
import pytest

from analysis.corpus.csv_export import safe_csv


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text):
    read = pd.read_csv(io.BytesIO(safe_csv(pd.DataFrame({text: [text]}))), dtype=str)
    assert read.columns[0] == f"'{text}"
    assert read.iloc[0, 0] == f"'{text}"


def test_numbers_and_other_texts_stay_as_they_are():
    frame = pd.DataFrame(
        {"class": ["NA", "", "a=b", "né 🙂 שלום", 'x,"y"'], "delta": [-1, 2, 0, 3, 4]}
    )
    read = pd.read_csv(io.BytesIO(safe_csv(frame)), dtype={"class": str}, keep_default_na=False)
    pd.testing.assert_frame_equal(read, frame, check_dtype=False)
