from dataclasses import replace

import numpy as np
import pytest

from analysis.sampling.coverage.strata import stratify
from analysis.sampling.plan.allocation import ALLOCATIONS
from analysis.sampling.plan.draw import draw_documents
from analysis.sampling.plan.outlook import compare_allocations, make_pilot
from analysis.sampling.plan.plan_tables import (
    class_outlook_frame,
    groups,
    outlook_frame,
)
from analysis.sampling.plan.plan_wording import (
    assumptions_sentence,
    old_labels_sentence,
    plan_sentence,
    purity_sentence,
)
from tests.sampling.plan.test_outlook import (
    N_DOCUMENTS,
    NEW,
    first_rows,
    labels_of,
    long_tailed_population,
    pilot_of,
)


@pytest.fixture(scope="module")
def pure():
    corpus, codes = long_tailed_population(0.85)
    pilot = pilot_of(corpus, codes, first_rows(corpus))
    return pilot, compare_allocations(pilot, NEW)


@pytest.fixture(scope="module")
def impure():
    corpus, codes = long_tailed_population(0.0)
    pilot = pilot_of(corpus, codes, first_rows(corpus))
    return pilot, compare_allocations(pilot, NEW)


def test_every_class_is_in_one_group():
    support = np.array([0, 9, 10, 29, 30, 999, 1000, 3000])
    found = groups(support)
    assert list(found) == ["0 to 9", "10 to 29", "30 to 99", "300 to 999", "1,000 or more"]
    np.testing.assert_array_equal(sum(found.values()), 1)


def test_allocations_stand_below_what_is_there_today(pure):
    pilot, outlooks = pure
    frame = outlook_frame(outlooks, pilot.support).set_index("allocation")
    assert frame.index.tolist() == ["today", *ALLOCATIONS]
    assert frame.loc["proportional", "worth"] == 1
    assert np.isnan(frame.loc["today", "worth"])
    assert frame.loc["today", "few"] == (pilot.support < 10).sum()
    sizes = {name: classes.sum() for name, classes in groups(pilot.support).items()}
    totals = sum(frame[name] * n for name, n in sizes.items())
    np.testing.assert_allclose(totals - pilot.support.sum(), [0, NEW, NEW, NEW, NEW])
    assert (frame["median_width"] <= frame["wide_width"]).all()
    assert (frame["median_width"].iloc[1:] < frame["median_width"].iloc[0]).all()


def test_each_class_has_a_row_those_with_fewest_labels_first(pure):
    pilot, outlooks = pure
    chosen = outlooks.by_allocation["neyman"]
    classes = tuple(f"k{code}" for code in range(12))
    frame = class_outlook_frame(chosen, classes, pilot.support, N_DOCUMENTS)
    assert frame["expected"].is_monotonic_increasing
    assert frame["expected"].sum() == pytest.approx(pilot.support.sum() + NEW)
    assert frame["documents"].sum() == pytest.approx(N_DOCUMENTS, abs=12)
    assert (frame["documents_low"] <= frame["documents"]).all()


def test_sentences_name_the_figures_of_the_table(pure):
    pilot, outlooks = pure
    frame = outlook_frame(outlooks, pilot.support).set_index("allocation")
    said = plan_sentence(outlooks, "square-root")
    assert said.startswith("With 400 more labels drawn by the square root of cluster size")
    few = (pilot.support < 10).sum()
    assert few == frame.loc["today", "few"] == 0
    rarer = pilot.support <= np.median(pilot.support)
    expected = outlooks.by_allocation["square-root"].expected[rarer].mean()
    assert f"the rarer half of the 12 classes is expected to have {expected:.1f} labels" in said
    assert f"({pilot.support[rarer].mean():.1f} today)" in said
    assert f"no wider than {100 * frame.loc['square-root', 'median_width']:.0f} % of it" in said
    assert "are expected to lower the errors" in purity_sentence(outlooks, pilot)


def test_where_there_is_no_choice_none_is_recommended(pure):
    pilot, _ = pure
    everything = compare_allocations(pilot, int(pilot.free.texts.sum()))
    assert "the same numbers of labels" in purity_sentence(everything, pilot)


def test_impure_clusters_are_warned_of(impure):
    pilot, outlooks = impure
    said = purity_sentence(outlooks, pilot)
    assert said.startswith("The clusters are too impure for anything but proportional drawing")
    assert "10 % more labels" in said
    assert "without any label" not in assumptions_sentence(pilot)


def test_a_corpus_without_clusters_is_drawn_from_at_random():
    corpus, codes = long_tailed_population(0.9)
    labelled = replace(labels_of(corpus, codes, first_rows(corpus)), clusters=None)
    corpus = replace(corpus, clusters=None)
    pilot = make_pilot(labelled, corpus, stratify(labelled, corpus))
    outlooks = compare_allocations(pilot, NEW)
    assert outlooks.single
    assert all(each.new_labels.tolist() == [NEW] for each in outlooks.by_allocation.values())
    said = plan_sentence(outlooks, "equal")
    assert said.startswith("With 400 more labels drawn at random from all documents, ")
    assert purity_sentence(outlooks, pilot).startswith("There are no clusters to draw by")
    assert "cluster" not in assumptions_sentence(pilot)
    drawn = draw_documents(pilot.free, outlooks.by_allocation["proportional"].new_labels, 0)
    np.testing.assert_allclose(drawn.probabilities, NEW / pilot.free.documents.sum())


@pytest.mark.parametrize("drawing", ["by-class", "other"])
def test_labels_that_do_not_speak_for_the_corpus_are_warned_of(drawing):
    assert "holds only if they speak for the corpus" in old_labels_sentence(drawing)
    assert old_labels_sentence("proportional") == old_labels_sentence("by-cluster") == ""
