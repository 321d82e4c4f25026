"""Groups that hide in the reject class, as tables."""

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus, LabelledCorpus, make_corpus
from analysis.corpus.search import corpus_frame
from analysis.sampling.clusters.cluster_words import cluster_words
from analysis.sampling.clusters.hidden_groups import HiddenGroups


def hidden_groups_frame(
    groups: HiddenGroups, labelled: LabelledCorpus, unlabelled: Corpus | None
) -> pd.DataFrame:
    """Show a row per group, the densest first.

    Parameters
    ----------
    groups : HiddenGroups
    labelled : LabelledCorpus
    unlabelled : Corpus or None
        As they were searched.

    Returns
    -------
    DataFrame
        Columns `group` (from 1), `words`, `labels` (documents of the reject class in it),
        `without_label` (documents that the model sends there), `gathers`, `over_chance` (density
        over the largest by chance), `cohesion`, `closest` (class) and `resembles`.
    """
    names = np.array([*labelled.classes, ""], dtype=object)
    n = groups.n_groups
    return pd.DataFrame(
        {
            "group": np.arange(1, n + 1),
            "words": _words(groups, labelled, unlabelled),
            "labels": _sizes(groups.label_groups, n),
            "without_label": _sizes(groups.corpus_groups, n),
            "gathers": groups.gathers,
            "over_chance": groups.density / groups.density_by_chance,
            "cohesion": groups.cohesion,
            "closest": names[groups.closest],
            "resembles": groups.resembles,
        }
    )


def group_documents(
    groups: HiddenGroups, labelled: LabelledCorpus, unlabelled: Corpus | None, group: int
) -> pd.DataFrame:
    """Show the documents of a group, those with a label first.

    Parameters
    ----------
    groups : HiddenGroups
    labelled : LabelledCorpus
    unlabelled : Corpus or None
        As they were searched.
    group : int
        From 0.

    Returns
    -------
    DataFrame
        Columns as in `corpus_frame`.
    """
    parts = [corpus_frame(labelled, groups.label_rows[groups.label_groups == group])]
    if unlabelled is not None:
        rows = groups.corpus_rows[groups.corpus_groups == group]
        parts.append(corpus_frame(unlabelled, rows))
    return pd.concat(parts, ignore_index=True).fillna("")


def _words(groups: HiddenGroups, labelled: LabelledCorpus, unlabelled: Corpus | None) -> list[str]:
    """Words that the documents of each group hold more than the rest of the reject class."""
    texts = [*labelled.texts[groups.label_rows]]
    if unlabelled is not None:
        texts += [*unlabelled.texts[groups.corpus_rows]]
    of_text = [str(group) for group in (*groups.label_groups, *groups.corpus_groups)]
    corpus = make_corpus(texts, clusters=of_text)
    names = np.array([str(group) for group in (*range(groups.n_groups), -1)], dtype=object)
    return list(cluster_words(corpus, names)[: groups.n_groups])


def _sizes(group_of_row: np.ndarray, n_groups: int) -> np.ndarray:
    return np.bincount(group_of_row[group_of_row >= 0], minlength=n_groups)
