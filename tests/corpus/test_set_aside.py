import numpy as np
import pytest

from analysis.corpus.set_aside import SetAside, part_of, rows_set_aside
from analysis.errors import InputError
from tests.corpora import labelled, long_tailed


@pytest.fixture
def corpus():
    return long_tailed()


def test_about_one_in_so_many_of_each_class_is_set_aside(corpus):
    aside = rows_set_aside(corpus, SetAside(5))
    of_class = np.bincount(corpus.codes[aside], minlength=corpus.n_classes)
    assert (np.abs(of_class - corpus.support / 5) < 1.5).all()


def test_identical_texts_stay_together():
    texts = [f"text {i // 3}" for i in range(90)]
    corpus = labelled(texts, [f"class {i // 45}" for i in range(90)])
    aside = rows_set_aside(corpus, SetAside(4))
    assert not set(corpus.texts[aside]) & set(corpus.texts[~aside])


def test_two_texts_of_each_class_are_left():
    texts = [f"text {i}" for i in range(40)]
    corpus = labelled(texts, [f"class {i // 2}" for i in range(40)])
    assert not rows_set_aside(corpus, SetAside(3)).any()


def test_the_seed_decides_which(corpus):
    first, again, other = (rows_set_aside(corpus, SetAside(5, seed)) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_a_part_has_its_documents_all_classes_and_a_fingerprint_of_its_own(corpus):
    aside = rows_set_aside(corpus, SetAside(5))
    part, rest = part_of(corpus, aside), part_of(corpus, ~aside)
    assert part.texts.tolist() == corpus.texts[aside].tolist()
    assert part.classes == corpus.classes
    assert part.reject_class == corpus.reject_class
    assert len({corpus.fingerprint, part.fingerprint, rest.fingerprint}) == 3
    assert part.n_documents + rest.n_documents == corpus.n_documents
    assert part.identical_groups.max() < part.n_documents


def test_weights_go_along(corpus):
    weighed = corpus.with_weights(np.arange(1.0, corpus.n_documents + 1))
    rows = np.arange(corpus.n_documents) < 10
    np.testing.assert_array_equal(part_of(weighed, rows).weights, np.arange(1.0, 11))


@pytest.mark.parametrize("one_in", [0, 2, 21])
def test_other_shares_are_refused(one_in):
    with pytest.raises(InputError, match=f"one in {one_in} is not allowed"):
        SetAside(one_in)
