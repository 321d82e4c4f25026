from dataclasses import replace

import numpy as np
import pytest

from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.explain.diagnosis.remedy_plan import MOST_RIVALS, fails, remedied
from analysis.explain.diagnosis.remedy_steps import (
    CHARACTERS,
    LABELS,
    PRIORS,
    REGULARISATION,
    REJECT,
    RIVAL,
    SPLIT,
)
from analysis.model.settings import FeatureSettings, TrainingSettings
from tests.corpora import labelled, long_tailed
from tests.explain.planted import plant
from tests.explain.tried import planned


@pytest.fixture(scope="module")
def plan():
    return planned(long_tailed())[0]


@pytest.fixture(scope="module")
def with_rivals():
    """The plan for a study in which classes are confused with others than the reject class."""
    return planned(plant(0).corpus)[0]


def confused(plan, a, b):
    codes, decided = plan.corpus.codes, plan.before
    return ((codes == a) & (decided == b) | (codes == b) & (decided == a)).sum()


def test_a_rival_is_the_class_confused_most_and_never_the_reject_class(with_rivals):
    plan, reject = with_rivals, with_rivals.corpus.reject_code
    others = [code for code in range(plan.corpus.n_classes) if code != reject]
    for code in others:
        counts = {other: confused(plan, code, other) for other in others if other != code}
        # -1 is no rival: the class is confused with none.
        assert {-1: 0, **counts}[plan.rivals[code]] == max(counts.values())
    assert (plan.rivals[others] >= 0).any()


def test_rivals_of_failing_classes_alone_are_tried_and_not_too_many(with_rivals):
    plan = with_rivals
    tried = {int(np.flatnonzero(s.left_out)[0]) for s in plan.steps if RIVAL in s.remedies}
    f1 = [f1_of(plan, code) for code in range(plan.corpus.n_classes)]
    wanted = {int(r) for r, each in zip(plan.rivals, f1, strict=True) if each < 0.5 and r >= 0}
    assert tried <= wanted
    assert tried
    assert len(tried) == min(len(wanted), MOST_RIVALS)


def f1_of(plan, code):
    label, decided = plan.corpus.codes == code, plan.before == code
    return 2 * (label & decided).sum() / (label.sum() + decided.sum())


def test_the_progress_counts_every_fit(plan):
    assert plan.progress().n_steps == 6 * (len(plan.steps) + len(plan.c_path))


def test_equal_priors_are_tried_once_only(plan):
    assert plan.with_equal_priors() is not None
    equal = replace(plan, scenario=Scenario(decision=DecisionSettings(prior="equal")))
    assert equal.with_equal_priors() is None


def test_balanced_training_has_equal_priors_already():
    balanced = Scenario(TrainingSettings(class_weight="balanced"))
    assert planned(long_tailed(), balanced)[0].with_equal_priors() is None


def test_two_classes_that_are_told_apart_have_no_rivals():
    texts = [f"{word} n{i}" for word in ("left", "right") for i in range(20)]
    plan, _ = planned(labelled(texts, [text.split()[0] for text in texts]), Scenario())
    assert (plan.rivals == -1).all()
    assert not [step for step in plan.steps if RIVAL in step.remedies]


def test_a_class_without_labels_does_not_fail():
    np.testing.assert_array_equal(fails(np.array([0.0, 0.49, 0.5, np.nan])), [1, 1, 0, 0])


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        (PRIORS, Scenario(decision=DecisionSettings(prior="equal"))),
        (REGULARISATION, Scenario(TrainingSettings(c=30.0))),
        (REJECT, Scenario(TrainingSettings(include_reject=False))),
        (SPLIT, Scenario(TrainingSettings(FeatureSettings(split_letters_digits=True)))),
        (CHARACTERS, Scenario(TrainingSettings(FeatureSettings(kind="words+characters")))),
        (RIVAL, None),
        (LABELS, None),
    ],
)
def test_a_remedy_that_is_a_setting_changes_that_setting_alone(remedy, expected):
    assert remedied(Scenario(), remedy, 30.0) == expected
