import pandas as pd

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import with_intervals
from analysis.evaluation.scenario_table import scenario_table
from tests.evaluation.scored import evaluated, scored


def test_each_scenario_has_a_row_and_one_without_training_says_so():
    plain = with_intervals(evaluated(DecisionSettings()), scored()[0])
    table = scenario_table({"plain": plain, "<b>": None})
    assert table["scenario"].tolist() == ["plain", "<b>"]
    assert table["micro_f1"][0].startswith(f"{plain.overall.micro_f1.value:.2f} (")
    assert table["never_predicted"][0] == len(plain.overall.never_predicted)
    assert table["micro_f1"][1] == "not trained yet"
    assert pd.isna(table["log_loss"][1])
