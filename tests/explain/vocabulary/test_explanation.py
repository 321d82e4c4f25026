import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.explain.vocabulary.explanation import explain_text, parts_frame
from tests.corpora import long_tailed
from tests.explain.models import fitted

TEXT = "word1a common3 common3 unheard"


@pytest.fixture(scope="module")
def plain():
    return fitted()


@pytest.mark.parametrize(
    "decision",
    [
        DecisionSettings(),
        DecisionSettings("equal", 0.5),
        DecisionSettings("equal", 1.0, offsets=((2, 1.5),)),
    ],
)
def test_the_parts_add_up_to_the_log_odds_of_the_posteriors(plain, decision):
    explained = explain_text(TEXT, plain.model, Scenario(decision=decision))
    other = explained.second
    parts = explained.against(other)
    log_odds = np.log(explained.posterior[explained.decided] / explained.posterior[other])
    assert parts.log_odds == pytest.approx(log_odds, abs=1e-9)
    frame = parts_frame(parts)
    assert frame["contribution"][:-1].sum() == pytest.approx(parts.log_odds, abs=1e-12)
    assert frame["contribution"].iloc[-1] == parts.log_odds


def test_the_posteriors_are_the_models(plain):
    explained = explain_text(TEXT, plain.model, Scenario())
    logits = plain.model.logits(explained.typed.features)[0]
    expected = np.exp(logits - logits.max())
    np.testing.assert_allclose(explained.posterior, expected / expected.sum())
    assert explained.decided == logits.argmax()
    assert explained.second == np.argsort(-logits)[1]


def test_the_shift_is_a_row_of_its_own_only_where_there_is_one(plain):
    for decision, there in ((DecisionSettings(), False), (DecisionSettings("equal", 1.0), True)):
        explained = explain_text(TEXT, plain.model, Scenario(decision=decision))
        rows = parts_frame(explained.against(explained.second))["part"].tolist()
        assert ("shift of the decision" in rows) is there


def test_a_decision_is_explained_against_a_label_that_it_missed(plain):
    explained = explain_text(TEXT, plain.model, Scenario())
    label = next(
        c for c in range(long_tailed().n_classes) if c not in (explained.decided, explained.second)
    )
    assert explained.telling_opponent([label]) == label
    assert explained.telling_opponent([explained.decided]) == explained.second
    assert explained.telling_opponent() == explained.second


def test_a_class_left_out_of_training_is_never_decided_and_has_no_parts():
    left_out = fitted(left_out=0)
    explained = explain_text(TEXT, left_out.model, Scenario())
    assert explained.posterior[0] == 0
    assert explained.against(0).reason


def test_a_text_without_known_words_is_decided_by_prior_and_intercept(plain):
    explained = explain_text("", plain.model, Scenario())
    assert parts_frame(explained.against(explained.second))["part"].tolist() == [
        "prior",
        "intercept beyond the prior",
        "log-odds",
    ]
