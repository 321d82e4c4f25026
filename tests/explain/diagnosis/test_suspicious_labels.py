import numpy as np
import pytest

from analysis.explain.diagnosis.suspicious_labels import suspicious_labels
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora import labelled

SETTINGS = TrainingSettings(c=10)


def scores(corpus):
    counts = count_terms(corpus.texts, SETTINGS.features)
    return train(corpus, counts, deal_folds(corpus, SETTINGS), SETTINGS).out_of_fold


def separable(n_flipped, support=(200, 60, 12)):
    """Classes that share no word, some labels of the first two exchanged."""
    rng = np.random.default_rng(0)
    codes = np.repeat(np.arange(len(support)), support)
    texts = [f"word{code}{rng.integers(5)} word{code}{rng.integers(5)}" for code in codes]
    flipped = np.zeros(len(codes), dtype=bool)
    flipped[rng.choice(sum(support[:2]), n_flipped, replace=False)] = True
    given = np.where(flipped, 1 - codes, codes)
    return labelled(texts, [f"class {code}" for code in given], None), flipped


@pytest.mark.parametrize("n_flipped", [0, 5, 13])
def test_flipped_labels_are_found_and_few_others(n_flipped):
    corpus, flipped = separable(n_flipped)
    found = suspicious_labels(corpus.codes, scores(corpus))
    assert found[flipped].sum() >= 0.6 * n_flipped
    assert found[~flipped].sum() <= 0.02 * corpus.n_documents


def test_a_tiny_class_does_not_look_wholly_mislabelled():
    corpus, _ = separable(5)
    assert not suspicious_labels(corpus.codes, scores(corpus))[corpus.codes == 2].any()


def test_where_most_that_look_like_a_class_bear_other_labels_none_is_doubted():
    """Ten documents of a class, and thirty like them under two other labels."""
    texts = ["own word"] * 40 + [f"first {i % 7}x" for i in range(80)]
    texts += [f"second {i % 7}y" for i in range(80)]
    labels = ["small"] * 10 + ["one"] * 15 + ["two"] * 15 + ["one"] * 80 + ["two"] * 80
    numbered = [f"{text} n{i}z" for i, text in enumerate(texts)]
    corpus = labelled(numbered, labels)
    found = suspicious_labels(corpus.codes, scores(corpus))
    assert not found[10:40].any()
