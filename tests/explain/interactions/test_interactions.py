from dataclasses import replace

import numpy as np
import pytest
from scipy.special import log_softmax
from scipy.stats import binom

from analysis.errors import InputError
from analysis.explain.interactions.interactions import interactions_progress
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Cancelled
from tests.corpora import labelled
from tests.explain.interacting import additive, either_or, interactions_of


@pytest.fixture(scope="module")
def found():
    return interactions_of(either_or())


def log_loss(corpus, settings):
    counts = count_terms(corpus.texts, settings.features)
    logits = train(corpus, counts, deal_folds(corpus, settings), settings).out_of_fold.logits
    return -log_softmax(logits.astype(float), axis=1)[range(len(logits)), corpus.codes].mean()


def test_an_exclusive_or_of_two_words_is_found_with_its_classes_and_directions(found):
    frame = found.frame(("other", "same"))
    assert found.pairs == (("pepper", "salt"),)
    assert dict(zip(frame["class"], frame["direction"], strict=True)) == {
        "same": "for",
        "other": "against",
    }
    assert (frame["false_discovery_rate"] < 0.01).all()


def test_what_is_told_of_a_pair_agrees_with_the_corpus(found):
    corpus = either_or()
    both = np.array([{"salt", "pepper"} <= set(text.split()) for text in corpus.texts])
    same = found.classes == corpus.classes.index("same")
    assert found.texts[same] == [both.sum()]
    assert found.in_class[same] == [(both & (corpus.codes == 1)).sum()]
    assert (found.expected < found.texts).all()
    side_by_side = [
        abs(text.split().index("salt") - text.split().index("pepper")) == 1
        for text in corpus.texts[both]
    ]
    assert found.adjacent[0] == pytest.approx(np.mean(side_by_side))


def test_it_lifts_the_log_loss_out_of_fold_and_not_by_relieving_the_penalty(found):
    assert found.refit.over_words.low > 0.1
    assert found.refit.over_doubled.low > 0.1
    corpus, settings = either_or(), TrainingSettings()
    added = replace(settings, features=FeatureSettings(pairs=found.pairs))
    assert log_loss(corpus, added) < log_loss(corpus, settings) - 0.1


def test_a_pair_that_is_a_feature_already_is_not_found_again(found):
    again = interactions_of(either_or(), features=FeatureSettings(pairs=found.pairs))
    assert again.n_found == 0


def test_words_that_add_up_under_a_strong_penalty_give_no_more_than_the_false_discovery_rate():
    n_repeats = 10
    # Without a true interaction every discovery is false, so that the rate is the chance of any.
    any_found = sum(
        interactions_of(additive(seed), c=0.05).n_found > 0 for seed in range(n_repeats)
    )
    assert any_found <= binom.ppf(0.99, n_repeats, 0.05)


def test_no_document_with_two_usual_words_means_no_pair_and_no_gain():
    corpus = labelled([f"red {i}" for i in range(40)], ["a", "b"] * 20)
    found = interactions_of(corpus)
    assert (found.n_pairs, found.n_tested, found.n_found) == (0, 0, 0)
    assert found.refit.over_words.value == 0


def test_fewer_than_three_folds_are_refused():
    with pytest.raises(InputError, match="at least 3; there are 2"):
        interactions_of(either_or(60), folds=2)


def test_it_can_be_cancelled(monkeypatch):
    progress = interactions_progress(TrainingSettings())
    progress.cancel()
    monkeypatch.setattr("tests.explain.interacting.interactions_progress", lambda _: progress)
    with pytest.raises(Cancelled):
        interactions_of(either_or(60))


def test_all_of_the_progress_is_done_in_the_end(monkeypatch):
    progress = interactions_progress(TrainingSettings())
    monkeypatch.setattr("tests.explain.interacting.interactions_progress", lambda _: progress)
    interactions_of(either_or(200))
    assert progress.share == pytest.approx(1)
