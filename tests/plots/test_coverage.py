import numpy as np

from analysis.plots.coverage import coverage_figure
from analysis.sampling.coverage.coverage import cover
from analysis.sampling.coverage.strata import stratify
from tests.sampling.populations import draw, population, sample


def test_every_cluster_has_one_mark_that_leads_back_to_it():
    corpus, codes = population()
    rows = draw(corpus, None, np.random.default_rng(0), [0.1, 0.6, 0.0, 0.1, 0.1, 0.1])
    labelled = sample(corpus, codes, rows)
    coverage = cover(labelled, stratify(labelled, corpus))
    figure = coverage_figure(coverage, ("<b>x</b>",) * coverage.n_clusters)
    marks = [t for t in figure.data if t.mode == "markers" and t.customdata is not None]
    positions = np.concatenate([np.ravel(t.customdata) for t in marks]).astype(int)
    assert sorted(positions) == list(range(coverage.n_clusters))
    assert "<b>" not in str([t.text for t in marks])
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("log", "log")
