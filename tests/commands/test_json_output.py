import json

import numpy as np
import pandas as pd

from analysis.commands.json_output import print_json, without_nan


def test_undefined_figures_are_null_at_any_depth(capsys):
    report = {"f1": float("nan"), "rows": [{"gain": np.float64("nan")}, pd.NA, (0.5, 3)]}
    print_json(report)
    told = json.loads(capsys.readouterr().out)
    assert told == {"f1": None, "rows": [{"gain": None}, None, [0.5, 3]]}


def test_what_is_defined_stays_as_it_is():
    kept = {"n": 0, "share": 0.0, "name": "nan", "there": False, "none": None}
    assert without_nan(kept) == kept


def test_numbers_of_numpy_become_plain_ones():
    assert type(without_nan(np.int64(3))) is int
    assert type(without_nan([np.float32(0.5)])[0]) is float


def test_texts_are_printed_as_they_are_read(capsys):
    print_json({"class": "Flügel “45”"})
    assert "Flügel “45”" in capsys.readouterr().out
