"""Which column holds what, and the corpus that comes of it."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.corpus.corpus import (
    Corpus,
    LabelledCorpus,
    TextArray,
    make_corpus,
    make_labelled_corpus,
)
from analysis.corpus.findings import Finding, first_offenders
from analysis.corpus.reject import check_reject_class
from analysis.corpus.selection import read_probabilities
from analysis.corpus.table import Table
from analysis.errors import InputError, listed

# Names of columns, most telling first, in the words of a few languages; compared after folding
# case, "-", "_" and accents.
_USUAL_NAMES = {
    "probability": ("selection probability", "inclusion probability", "sampling probability"),
    "cluster": ("cluster", "agrupamiento", "agrupamento", "grappe"),
    "id": ("id", "doc id", "document id", "uuid", "key", "identifier", "nr", "no", "number"),
    "label": (
        *("label", "class", "category", "target", "intent", "gold", "truth", "true label", "y"),
        *("klasse", "kategorie", "classe", "categorie", "etiquette", "etiqueta", "categoria"),
        *("clase", "etichetta", "code"),
    ),
    "text": (
        *("text", "document", "description", "utterance", "sentence", "query", "title", "item"),
        *("name", "content", "message", "texte", "texto", "testo", "beschreibung", "bezeichnung"),
        *("tekst", "dokument", "titel", "descripcion", "descricao", "descrizione", "libelle"),
    ),
}


@dataclass(frozen=True)
class Columns:
    """Names of the columns to use.

    Parameters
    ----------
    text : str or None
        The documents.
    label : str or None
        The classes.
    id : str or None
        The analyst's own ids.
    cluster : str or None
        The clusters.
    probability : str or None
        The chance that each labelled document had of being drawn.
    """

    text: str | None = None
    label: str | None = None
    id: str | None = None
    cluster: str | None = None
    probability: str | None = None


def labelled_corpus(
    table: Table, columns: Columns, reject_class: str | None = None
) -> tuple[LabelledCorpus, list[Finding]]:
    """Make a labelled corpus of the rows that have a label.

    Parameters
    ----------
    table : Table
    columns : Columns
        Text and label are needed.
    reject_class : str or None
        Name of the none-of-the-above class.

    Returns
    -------
    corpus : LabelledCorpus
    findings : list of Finding
        Those of the table, and ``"missing-labels"`` if rows were left out. A label of nothing
        but blanks is missing; "NA" and the like are names.

    Raises
    ------
    InputError
        If a column is not there or chosen twice, there are fewer than two classes, the
        reject class is none of them, or a selection probability is outside (0, 1].
    """
    texts, labels, ids, clusters = _chosen_cells(table, columns)
    if labels is None:
        raise InputError(
            f'No label column of "{table.name}" is chosen. It has {listed(table.columns)}.'
        )
    kept = [row for row, label in enumerate(labels) if label.strip()]
    _check_classes(table, columns, {labels[row] for row in kept})
    corpus = make_labelled_corpus(
        texts[kept],
        labels[kept],
        ids=None if ids is None else ids[kept],
        clusters=None if clusters is None else clusters[kept],
        reject_class=reject_class,
        selection_probabilities=_known_probabilities(table, columns.probability, kept),
    )
    check_reject_class(reject_class, corpus.classes)
    return corpus, [*table.findings, *_missing_labels(texts, labels)]


def _known_probabilities(
    table: Table, column: str | None, kept: list[int]
) -> NDArray[np.float64] | None:
    """Return the selection probabilities of the rows kept; None where none is known."""
    if column is None:
        return None
    probabilities = read_probabilities(table, column)[kept]
    return None if np.isnan(probabilities).all() else probabilities


def unlabelled_corpus(table: Table, columns: Columns) -> tuple[Corpus, list[Finding]]:
    """Make a corpus of all rows; a label column is not looked at.

    Parameters
    ----------
    table : Table
    columns : Columns
        The text is needed.

    Returns
    -------
    corpus : Corpus
    findings : list of Finding
        Those of the table.

    Raises
    ------
    InputError
        If a column is not there or chosen twice.
    """
    texts, _, ids, clusters = _chosen_cells(table, columns)
    return make_corpus(texts, ids=ids, clusters=clusters), list(table.findings)


def guess_columns(table: Table) -> Columns:
    """Guess which column holds what, to be looked at by the analyst.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Columns
        The text is always guessed; the others are None where no column looks like them.

    Notes
    -----
    Names that are usual for a role count first, then names that hold such a word, for instance
    "item_description". Ids must also be all different, and codes repeat to be labels. What is
    left goes by content: the text is the column with the longest cells, the label one whose
    values repeat.
    """
    free = dict.fromkeys(table.columns)
    chosen: dict[str, str] = {}
    for matches in (_is_usual, _holds_usual):
        for role in _USUAL_NAMES:
            found = None if role in chosen else _by_name(table, list(free), role, matches)
            if found is not None:
                chosen[role] = found
                del free[found]
    return _by_content(table, list(free), chosen)


def _by_name(
    table: Table, free: list[str], role: str, matches: Callable[[str, str], bool]
) -> str | None:
    for usual in _USUAL_NAMES[role]:
        for column in free:
            if matches(_folded(column), usual) and _may_be(table, column, role, usual):
                return column
    return None


def _may_be(table: Table, column: str, role: str, usual: str) -> bool:
    """Ids are all different; a code may stand for a class or for the document itself."""
    if role == "id":
        return _all_different(table, column)
    return usual != "code" or _repeats(table, column)


def _is_usual(name: str, usual: str) -> bool:
    return name == usual


def _holds_usual(name: str, usual: str) -> bool:
    return f" {usual} " in f" {name} "


def _by_content(table: Table, free: list[str], chosen: dict[str, str]) -> Columns:
    """Fill the roles of text and label where no name told."""
    if "text" not in chosen:
        chosen["text"] = max(free or table.columns, key=lambda column: _length(table, column))
        free = [column for column in free if column != chosen["text"]]
    if "label" not in chosen:
        repeating = next((column for column in free if _repeats(table, column)), None)
        return Columns(**chosen, label=repeating)
    return Columns(**chosen)


def _length(table: Table, column: str) -> int:
    return int(pc.sum(pc.utf8_length(table.data[column])).as_py())


def _n_different(table: Table, column: str) -> int:
    return int(pc.count_distinct(table.data[column]).as_py())


def _all_different(table: Table, column: str) -> bool:
    return _n_different(table, column) == table.n_rows


def _repeats(table: Table, column: str) -> bool:
    return 1 < _n_different(table, column) <= table.n_rows / 2


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").replace("_", " ").split())


def _chosen_cells(
    table: Table, columns: Columns
) -> tuple[TextArray, TextArray | None, TextArray | None, TextArray | None]:
    """Return texts, labels, ids and clusters of all rows."""
    if columns.text is None:
        raise InputError(
            f'No text column of "{table.name}" is chosen. It has {listed(table.columns)}.'
        )
    names = (columns.text, columns.label, columns.id, columns.cluster)
    chosen = [name for name in (*names, columns.probability) if name is not None]
    _check_chosen_once(table, chosen)
    cells = [None if name is None else table.cells(name) for name in names[1:]]
    return table.cells(columns.text), cells[0], cells[1], cells[2]


def _check_chosen_once(table: Table, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f'{listed(twice)} of "{table.name}" is chosen for more than one purpose. '
            "Text, label, id, cluster and selection probability are columns of their own."
        )


def _check_classes(table: Table, columns: Columns, classes: set[str]) -> None:
    """Refuse fewer than two classes."""
    if not classes:
        raise InputError(
            f'All labels in column "{columns.label}" of "{table.name}" are missing. '
            f"Choose another label column; there are {listed(table.columns)}."
        )
    if len(classes) == 1:
        raise InputError(
            f'Column "{columns.label}" of "{table.name}" holds one class only, '
            f"{listed(sorted(classes))}. At least two are needed to tell one from another."
        )


def _missing_labels(texts: TextArray, labels: TextArray) -> list[Finding]:
    missing = [text for text, label in zip(texts, labels, strict=True) if not label.strip()]
    if not missing:
        return []
    return [
        Finding(
            code="missing-labels",
            severity="warning",
            message=f"{len(missing):,} of {len(texts):,} rows have no label and were left out.",
            remedy="Label them, or load them as unlabelled documents.",
            count=len(missing),
            offenders=first_offenders(missing),
        )
    ]
