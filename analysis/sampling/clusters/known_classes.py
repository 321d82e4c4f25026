"""How close groups of texts lie to the classes that have labels, and texts to groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.corpus import LabelledCorpus
from analysis.sampling.clusters.dense_groups import NO_GROUP

# Of a group's own documents, this share is not as close to it as what it gathers.
_QUARTILE = 0.25
_CHUNK = 16_384

Cosines = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class KnownClasses:
    """The centres of the classes, the reject class left out.

    Parameters
    ----------
    centres : csr_matrix, shape (n_classes, n_terms)
        Of unit length; empty for the reject class.
    lower_quartiles : ndarray of float64, shape (n_classes,)
        Cosine between a document and the centre of the others of its class that one in four of
        them falls short of; infinite for fewer than two texts.
    """

    centres: sparse.csr_matrix
    lower_quartiles: Cosines


def known_classes(
    features: sparse.csr_matrix, text_of_label: NDArray[np.int64], labelled: LabelledCorpus
) -> KnownClasses:
    """Find the centres of the classes.

    Parameters
    ----------
    features : csr_matrix, shape (n_texts, n_terms)
        Rows of unit length.
    text_of_label : ndarray of int, shape (n_labels,)
        Row of each labelled document's text.
    labelled : LabelledCorpus

    Returns
    -------
    KnownClasses
    """
    known = labelled.codes != labelled.reject_code
    rows, codes = text_of_label[known], labelled.codes[known].astype(np.int64)
    centres = _centres(features, rows, codes, labelled.n_classes)
    return KnownClasses(centres, _lower_quartiles(features, rows, codes, labelled.n_classes))


def closest_class(
    features: sparse.csr_matrix,
    group_of_text: NDArray[np.int64],
    n_groups: int,
    classes: KnownClasses,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Find the known class closest to each group.

    Parameters
    ----------
    features : csr_matrix, shape (n_texts, n_terms)
        Rows of unit length.
    group_of_text : ndarray of int, shape (n_texts,)
        -1 for none.
    n_groups : int
    classes : KnownClasses

    Returns
    -------
    closest : ndarray of int64, shape (n_groups,)
        Code of the class of largest mean cosine; -1 where no word is shared with any.
    resembles : ndarray of bool, shape (n_groups,)
        Whether that mean reaches the class's lower quartile.
    """
    rows = np.flatnonzero(group_of_text != NO_GROUP)
    groups = group_of_text[rows]
    means = _sums(features, rows, groups, n_groups).multiply(
        1 / np.maximum(np.bincount(groups, minlength=n_groups), 1)[:, None]
    )
    cosines = (sparse.csr_matrix(means) @ classes.centres.T).toarray()
    closest = cosines.argmax(axis=1) if n_groups else np.empty(0, dtype=np.int64)
    largest = cosines[np.arange(n_groups), closest]
    resembles = largest >= classes.lower_quartiles[closest]
    return np.where(largest > 0, closest, -1), resembles & (largest > 0)


def gathered_texts(
    features: sparse.csr_matrix,
    group_of_text: NDArray[np.int64],
    n_groups: int,
    classes: KnownClasses,
) -> NDArray[np.int64]:
    """Find the texts that lie in a group's reach.

    Parameters
    ----------
    features : csr_matrix, shape (n_texts, n_terms)
        Rows of unit length.
    group_of_text : ndarray of int, shape (n_texts,)
        -1 for none.
    n_groups : int
    classes : KnownClasses

    Returns
    -------
    ndarray of int64, shape (n_texts,)
        The closest group, if the text is as close to it as three in four of its own texts are
        and closer than to any class; else -1.
    """
    gathered = np.full(features.shape[0], NO_GROUP)
    if not n_groups:
        return gathered
    rows = np.flatnonzero(group_of_text != NO_GROUP)
    groups = group_of_text[rows]
    reach = _lower_quartiles(features, rows, groups, n_groups)
    centres = sparse.vstack([_centres(features, rows, groups, n_groups), classes.centres])
    columns = centres.T.toarray().astype(np.float32)
    for start in range(0, len(gathered), _CHUNK):
        cosines = features[start : start + _CHUNK] @ columns
        nearest = cosines.argmax(axis=1)
        largest = cosines[np.arange(len(cosines)), nearest]
        is_group = nearest < n_groups
        within = largest >= reach[np.where(is_group, nearest, 0)]
        gathered[start : start + _CHUNK] = np.where(is_group & within, nearest, NO_GROUP)
    return gathered


def _sums(
    features: sparse.csr_matrix, rows: NDArray[np.int64], groups: NDArray[np.int64], n_groups: int
) -> sparse.csr_matrix:
    ones = np.ones(len(rows), dtype=np.float64)
    members = sparse.csr_matrix((ones, (groups, rows)), shape=(n_groups, features.shape[0]))
    return sparse.csr_matrix(members @ features)


def _centres(
    features: sparse.csr_matrix, rows: NDArray[np.int64], groups: NDArray[np.int64], n_groups: int
) -> sparse.csr_matrix:
    """Mean directions."""
    sums = _sums(features, rows, groups, n_groups)
    lengths = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-12)) @ sums)


def _lower_quartiles(
    features: sparse.csr_matrix, rows: NDArray[np.int64], groups: NDArray[np.int64], n_groups: int
) -> Cosines:
    """Lower quartile of the cosines between each text and the centre of the others."""
    sums = _sums(features, rows, groups, n_groups)
    own = features[rows]
    products = np.asarray(own.multiply(sums[groups]).sum(axis=1)).ravel()
    lengths = np.asarray(own.multiply(own).sum(axis=1)).ravel()
    squares = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()[groups]
    others = np.sqrt(np.maximum(squares - 2 * products + lengths, 1e-12))
    cosines = (products - lengths) / others
    quartiles = np.full(n_groups, np.inf)
    for group in range(n_groups):
        of_group = cosines[groups == group]
        if len(of_group) > 1:
            quartiles[group] = np.quantile(of_group, _QUARTILE)
    return quartiles
