import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.comparison import compare
from analysis.evaluation.documents import NOT_DECIDED
from analysis.evaluation.evaluate import evaluate
from analysis.evaluation.flips import FLIPS, flipped_rows, flips_frame
from tests.evaluation.scored import scored

CORPUS, OUT_OF_FOLD = scored(strength=2.0)
BASELINE = evaluate(CORPUS, OUT_OF_FOLD, DecisionSettings())
CURRENT = evaluate(CORPUS, OUT_OF_FOLD, DecisionSettings("equal", abstain_cost=0.5))


def rows(flip):
    return flipped_rows(CORPUS, BASELINE, CURRENT, flip)


def test_the_three_kinds_are_all_documents_that_changed():
    together = np.sort(np.concatenate([rows(flip) for flip in FLIPS]))
    changed = np.flatnonzero(BASELINE.decided != CURRENT.decided)
    np.testing.assert_array_equal(together, changed)
    comparison = compare(CORPUS, BASELINE, CURRENT)
    assert len(rows("wrong → right")) == comparison.flips().gained > 0
    assert len(rows("right → wrong")) == comparison.flips().lost > 0


@pytest.mark.parametrize("flip", FLIPS)
def test_the_surest_decision_comes_first(flip):
    assert (np.diff(CURRENT.posterior[rows(flip)]) <= 0).all()


def test_the_table_shows_both_decisions_and_where_there_is_none():
    found = rows("right → wrong")
    frame = flips_frame(CORPUS, BASELINE, CURRENT, found)
    assert (frame["before"] == frame["label"]).all()
    assert (frame["decided"] != frame["label"]).all()
    np.testing.assert_array_equal(frame["decided"] == NOT_DECIDED, CURRENT.decided[found] < 0)
    assert list(frame)[:4] == ["text", "label", "before", "decided"]


def test_a_scenario_flips_nothing_against_itself():
    assert not any(len(flipped_rows(CORPUS, CURRENT, CURRENT, flip)) for flip in FLIPS)
