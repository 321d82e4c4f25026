"""Which rungs there are for a corpus, and what each offers."""

from dataclasses import replace

import pytest

from analysis.decision.settings import DecisionSettings
from analysis.explain.remedies.ladder import ladder, reject_offsets_tried, shifts_tried
from analysis.model.settings import FeatureSettings, TrainingSettings
from tests.corpora import labelled

DEFAULTS = TrainingSettings()


def rungs(texts, reject_class=None):
    corpus = labelled(texts, ["bad", "good"] * (len(texts) // 2), reject_class)
    return {rung.name: rung for rung in ladder(corpus)}


def test_tokens_are_split_only_where_letters_are_glued_to_digits():
    assert "Tokens" in rungs(["flg45", "bolt"])
    assert "Tokens" not in rungs(["flange 45", "bolt"])


def test_the_reject_class_is_left_out_only_where_there_is_one():
    assert "Reject class in training" in rungs(["a bolt", "a valve"], "bad")
    assert "Reject class in training" not in rungs(["a bolt", "a valve"])


@pytest.mark.parametrize(
    ("rung", "already"),
    [
        ("Tokens", replace(DEFAULTS, features=FeatureSettings(split_letters_digits=True))),
        ("Words and characters", replace(DEFAULTS, features=FeatureSettings(kind="characters"))),
        ("Pairs of words", replace(DEFAULTS, features=FeatureSettings(word_ngrams=(1, 2)))),
        ("Class weights", replace(DEFAULTS, class_weight="balanced")),
        ("Reject class in training", replace(DEFAULTS, include_reject=False)),
    ],
)
def test_a_rung_offers_nothing_that_is_there_already(rung, already):
    offered = rungs(["flg45", "bolt"], "bad")[rung].tries
    assert len(offered(DEFAULTS)) == 1
    assert offered(already) == ()


def test_every_alternative_changes_the_training_and_has_a_name_of_its_own():
    for rung in rungs(["flg45", "bolt"], "bad").values():
        offered = rung.tries(DEFAULTS)
        assert DEFAULTS not in [each.training for each in offered]
        assert len({each.label for each in offered}) == len(offered) > 0


def test_a_penalty_found_is_refined_among_its_neighbours():
    nearer = rungs(["a", "b"])["Strength of the penalty, again"].tries
    tried = [each.training.c for each in nearer(replace(DEFAULTS, c=10.0))]
    assert tried
    assert all(10 / 4 < c < 40 and c != 10 for c in tried)


def test_no_prior_is_shifted_after_balanced_weights():
    plain = DecisionSettings()
    assert shifts_tried(replace(DEFAULTS, class_weight="balanced"), plain) == (plain,)
    shifts = shifts_tried(DEFAULTS, plain)
    assert shifts[0] == plain
    assert {each.prior for each in shifts[1:]} == {"equal"}
    assert all(each.tau > 0 for each in shifts[1:])


def test_offsets_of_the_reject_class_begin_with_none():
    plain = DecisionSettings()
    tried = reject_offsets_tried(plain, 0)
    assert tried[0] == plain
    assert len(set(tried)) == len(tried) > 1
