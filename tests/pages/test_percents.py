import math

import pandas as pd
import pytest

from pages.shared.percents import percent_column, rounded


@pytest.mark.parametrize("decimals", [0, 1, 2, 4])
def test_what_is_shown_is_rounded_to_the_decimals_of_the_column(decimals):
    column = percent_column("Share", decimals=decimals)["type_config"]
    assert column["format"] == "percent"
    frame = rounded(pd.DataFrame({"share": [0.283, 0.76178, 1 / 3]}), ["share"], decimals=decimals)
    for share, exact in zip(frame["share"], [0.283, 0.76178, 1 / 3], strict=True):
        steps = share / column["step"]
        assert steps == pytest.approx(round(steps))
        assert abs(share - exact) <= column["step"] * 0.5 + 1e-12


def test_other_columns_and_undefined_shares_stay_as_they_are():
    frame = pd.DataFrame({"share": [math.nan], "p_value": [0.00012345]})
    shown = rounded(frame, ["share", "not there"])
    assert math.isnan(shown["share"][0])
    assert shown["p_value"][0] == 0.00012345
