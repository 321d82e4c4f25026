"""Put the documents of a corpus into clusters, and write them to a file."""

import argparse
import sys
from dataclasses import asdict, replace
from typing import Any

from analysis.commands.json_output import add_json_option, print_json
from analysis.commands.read_unlabelled import add_unlabelled_options, read_unlabelled
from analysis.commands.watch import watched
from analysis.commands.write_table import add_table_option, check_ending, write_table
from analysis.corpus.corpus import Corpus
from analysis.progress import Progress
from analysis.sampling.clusters.cluster_sizes import cluster_sizes, document_frame
from analysis.sampling.clusters.clustering import (
    CLUSTERING_STEPS,
    Clustering,
    ClusteringSettings,
    ClusterNumber,
    cluster_documents,
    guess_cluster_number,
)
from analysis.sampling.clusters.clustering_wording import agreement_sentence, clustering_sentence

ROWS_PRINTED = 20


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``clusters``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "clusters",
        help="put the documents of a corpus into clusters",
        description="Put documents that share words into clusters, and write every document with "
        "its cluster to a file that the other subcommands and the dashboard read.",
    )
    add_unlabelled_options(parser)
    parser.add_argument("--clusters", type=int, metavar="N", help="how many; guessed if not given")
    parser.add_argument("--seed", type=int, default=0, help="of the random start (default 0)")
    add_table_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the clusters, write them, and print what they are.

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
        If the file or a column is not usable, or there are more clusters than texts.
    """
    check_ending(options.out)
    corpus = read_unlabelled(options)
    guess = guess_cluster_number(int(corpus.identical_groups.max()) + 1)
    wanted = guess.n_clusters if options.clusters is None else options.clusters
    settings = ClusteringSettings(wanted, options.seed)
    progress = Progress(CLUSTERING_STEPS)
    clustering = watched(
        lambda: cluster_documents(corpus.normalised_texts, settings, progress), progress
    )
    corpus = replace(corpus, clusters=clustering.names)
    write_table(options.out, document_frame(corpus))
    _print(corpus, clustering, settings, guess, options)
    return 0


def clustering_report(
    corpus: Corpus, clustering: Clustering, settings: ClusteringSettings
) -> dict[str, Any]:
    """Put clusters into the form of the JSON output.

    Parameters
    ----------
    corpus : Corpus
        With these clusters.
    clustering : Clustering
    settings : ClusteringSettings
        By which they were made.

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts.
    """
    return {
        "documents": corpus.n_documents,
        "clusters": clustering.n_clusters,
        "clusters_wanted": settings.n_clusters,
        "seed": settings.seed,
        "explained": clustering.explained,
        "agreement": asdict(clustering.agreement),
        "per_cluster": cluster_sizes(corpus).to_dict("records"),
    }


def _print(
    corpus: Corpus,
    clustering: Clustering,
    settings: ClusteringSettings,
    guess: ClusterNumber,
    options: argparse.Namespace,
) -> None:
    report = clustering_report(corpus, clustering, settings)
    print(f"{corpus.n_documents:,} documents in clusters: {options.out}", file=sys.stderr)
    if options.json:
        print_json(report)
        return
    print(clustering_sentence(clustering))
    if options.clusters is None:
        print(guess.reason)
    print(agreement_sentence(clustering.agreement), end="\n\n")
    print("\n".join(_lines(report["per_cluster"])))


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    head = f"  {'cluster':16}{'documents':>10}   words"
    lines = [f"  {row['cluster']:16}{row['documents']:>10,}   {row['words']}" for row in rows]
    more = [f"  and {len(rows) - ROWS_PRINTED:,} smaller ones"] if len(rows) > ROWS_PRINTED else []
    return [head, *lines[:ROWS_PRINTED], *more]
