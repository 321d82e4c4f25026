"""Compare labels with documents, cluster by cluster, as a table or as JSON."""

import argparse
from typing import Any

import numpy as np

from analysis.commands.json_output import add_json_option, print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options
from analysis.commands.read_pair import read_pair
from analysis.commands.read_unlabelled import add_unlabelled_options
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import guess_drawing
from analysis.errors import InputError
from analysis.sampling.clusters.agreement import agreement
from analysis.sampling.clusters.cluster_tables import cluster_frame
from analysis.sampling.clusters.cluster_words import cluster_words
from analysis.sampling.coverage.coverage import Coverage, cover
from analysis.sampling.coverage.coverage_wording import (
    agreement_sentence,
    band_sentence,
    chances_hold_sentence,
    coverage_sentence,
    unseen_sentence,
    without_label_sentence,
)
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.coverage.unseen import chance_frame, unseen


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``coverage``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "coverage",
        help="tell whether the labels were drawn where the documents are",
        description="Compare the labels of every cluster with its documents, say what the labels "
        "can have missed, and how far clusters and classes agree.",
    )
    add_corpus_options(parser)
    add_unlabelled_options(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare and print.

    Parameters
    ----------
    options : Namespace

    Returns
    -------
    int
        0.

    Raises
    ------
    InputError
        If a file or a column is not usable, or the corpus has no clusters.
    """
    labelled, unlabelled = read_pair(options)
    if unlabelled.clusters is None:
        raise InputError(
            f'"{options.corpus.name}" has no column of clusters, so there is nothing to compare '
            "the labels with. Name it with --corpus-cluster-column, or make clusters first: "
            f"priorscope clusters {options.corpus.name} --out FILE."
        )
    report = coverage_report(labelled, unlabelled)
    if options.json:
        print_json(report)
    else:
        print(_text(report))
    return 0


def coverage_report(labelled: LabelledCorpus, unlabelled: Corpus) -> dict[str, Any]:
    """Put the comparison into the form of the JSON output.

    Parameters
    ----------
    labelled : LabelledCorpus
    unlabelled : Corpus
        With clusters.

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None. `low` and `high` of a
        cluster are the fewest and the most labels that chance explains, for all clusters
        together.
    """
    coverage = cover(labelled, stratify(labelled, unlabelled))
    words, agree = cluster_words(unlabelled, coverage.clusters), agreement(coverage)
    return without_nan(
        {
            "sentence": coverage_sentence(coverage),
            "documents": unlabelled.n_documents,
            "labels": labelled.n_documents,
            "labels_outside": coverage.n_outside,
            "band": band_sentence(coverage),
            "clusters_without_label": {
                "sentence": without_label_sentence(coverage, words),
                "share": float(coverage.shares[coverage.without_label].sum()),
                "clusters": coverage.clusters[coverage.without_label].tolist(),
            },
            "missed": _missed(labelled, unlabelled, coverage),
            "agreement": {"sentence": agreement_sentence(agree), **vars(agree)},
            "per_cluster": _cluster_rows(coverage, words),
        }
    )


def _missed(labelled: LabelledCorpus, unlabelled: Corpus, coverage: Coverage) -> dict[str, Any]:
    """What the labels can have missed."""
    found = unseen(labelled.support)
    chances = chance_frame(
        labelled.n_documents, unlabelled.n_documents, from_corpus=coverage.from_corpus
    )
    return {
        "sentence": unseen_sentence(found),
        "singletons": found.singletons,
        "good_turing_coverage": found.coverage,
        "chao1_classes": found.least_classes,
        "largest_share_missed": found.largest_share_missed,
        "chances_hold": chances_hold_sentence(guess_drawing(labelled, unlabelled).drawing),
        "chances": chances.to_dict("records"),
    }


def _cluster_rows(coverage: Coverage, words: tuple[str, ...]) -> list[dict[str, Any]]:
    frame = cluster_frame(coverage, words)
    low, high = coverage.band(frame["documents"].to_numpy())
    frame.insert(6, "low", low.astype(np.int64))
    frame.insert(7, "high", high.astype(np.int64))
    off = coverage.clusters[coverage.too_few | coverage.too_many]
    frame["deviates"] = frame["cluster"].isin(off)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _text(report: dict[str, Any]) -> str:
    sentences = (
        report["sentence"],
        report["clusters_without_label"]["sentence"],
        report["band"],
        report["missed"]["sentence"],
        report["agreement"]["sentence"],
    )
    head = f"  {'cluster':24}{'documents':>11}{'labels':>8}{'expected':>10}{'band':>14}   words"
    rows = [head, *map(_line, report["per_cluster"])]
    return "\n".join(filter(None, sentences)) + "\n\n" + "\n".join(rows)


def _line(row: dict[str, Any]) -> str:
    band = f"{row['low']:,} to {row['high']:,}"
    alarm = "" if row["drawing"] == "as documents" else f"   ! {row['drawing']}"
    return (
        f"  {row['cluster'][:23]:24}{row['documents']:>11,}{row['labels']:>8,}"
        f"{row['expected']:>10,.1f}{band:>14}   {row['words'][:40]}{alarm}"
    )
