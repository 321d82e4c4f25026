"""How much the words determine, and what else says so, in sentences; plain text, never markup.

Class names stand in them as they are: a page makes them literal before it shows them.
"""

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.wording import counted, percent
from analysis.explain.learnability.determined import (
    FEWEST_TEXTS_OF_CLASS,
    Determined,
    texts_of_class,
)
from analysis.explain.learnability.identical_texts import LabelConflicts
from analysis.explain.learnability.nearest_neighbour import NearestNeighbour

FEW_DOCUMENTS = 200
# With more of one class, there is hardly anything to tell apart.
DOMINANT_SHARE = 0.95


def determined_sentence(determined: Determined) -> str:
    """How much of the class the words determine.

    Parameters
    ----------
    determined : Determined

    Returns
    -------
    str
    """
    overall, equal = determined.overall, determined.equal_weight
    balanced = f"where every class weighs the same, {_percents(equal)}"
    if not overall.low > 0:
        return (
            "The words determine nothing of a document's class that can be told from chance: "
            f"{_percents(overall)}; {balanced}."
        )
    return (
        f"The words determine at least {_percents(overall)} of what there is to know about a "
        f"document's class; {balanced}."
    )


def meaning_sentence(determined: Determined) -> str:
    """What the share is a share of.

    Parameters
    ----------
    determined : Determined

    Returns
    -------
    str
    """
    return (
        "The class shares alone leave a log loss of "
        f"{determined.entropy:.2f} nats; this model, calibrated, leaves {determined.log_loss:.2f} "
        "on documents that it has not seen. A better model may recover more."
    )


def shuffled_sentence(shuffled: Determined) -> str:
    """What the same method finds after the labels were shuffled.

    Parameters
    ----------
    shuffled : Determined

    Returns
    -------
    str
    """
    return (
        "The same training after the labels were shuffled, with nothing left to find, recovers "
        f"{_percents(shuffled.overall, 1)}."
    )


def neighbour_sentence(found: NearestNeighbour) -> str:
    """What the nearest neighbour says of the least error.

    Parameters
    ----------
    found : NearestNeighbour

    Returns
    -------
    str
    """
    scored = f"{found.n_texts:,} different texts"
    if found.n_scored < found.n_texts:
        scored = f"{found.n_scored:,} of {scored}, drawn by chance"
    error = found.error
    return (
        f"A rough second reading: for {percent(error.value)} of {scored}, the most similar other "
        f"text bears another label ({percent(error.low)} to {percent(error.high)}). With labels "
        f"without end, no rule could then err on fewer than {percent(found.bayes_low.value)} "
        "(Cover and Hart's bound, which holds asymptotically only)."
    )


def conflicts_sentence(found: LabelConflicts, corpus: LabelledCorpus) -> str:
    """What identical texts under different labels say of the least error.

    Parameters
    ----------
    found : LabelConflicts
    corpus : LabelledCorpus

    Returns
    -------
    str
    """
    if not found.n_repeated:
        return "No text occurs twice, so that nothing can be told from identical texts."
    repeated = f"{counted(found.n_repeated, 'document')} of {corpus.n_documents:,} have a text"
    return (
        f"{repeated} that occurs more than once. {counted(found.n_conflicting_texts, 'text')} "
        f"bear more than one label: {percent(found.floor)} of all documents cannot be decided "
        "rightly by anyone who reads only the text."
    )


def caveats(corpus: LabelledCorpus) -> tuple[str, ...]:
    """What a corpus does not allow to be estimated, or only roughly.

    Parameters
    ----------
    corpus : LabelledCorpus

    Returns
    -------
    tuple of str
    """
    found = []
    support, n = corpus.support, corpus.n_documents
    if n < FEW_DOCUMENTS:
        found.append(f"{counted(n, 'document')} only: all intervals here are wide.")
    unseen = int((texts_of_class(corpus) < FEWEST_TEXTS_OF_CLASS).sum())
    if unseen:
        have, them = ("has", "it") if unseen == 1 else ("have", "them")
        found.append(
            f"{counted(unseen, 'class', 'classes')} {have} a single text: the model that scores "
            f"it has seen none of {them}, so that nothing of {them} counts as determined, and "
            "no figure of its own is given."
        )
    largest = float(support.max() / n)
    if largest > DOMINANT_SHARE:
        name = corpus.classes[int(support.argmax())]
        found.append(
            f"{percent(largest)} of the documents are {name}: there is little else to determine, "
            f"and the {counted(int(n - support.max()), 'other document')} decide every figure."
        )
    return tuple(found)


def signed_percent(share: float, digits: int = 0) -> str:
    """Share as a percentage that may be negative.

    Parameters
    ----------
    share : float
    digits : int
        After the point.

    Returns
    -------
    str
        For instance ``"70 %"`` or ``"−0.2 %"``; 0 without a sign.
    """
    return f"{_rounded(share, digits)} %"


def _percents(estimate: Estimate, digits: int = 0) -> str:
    """For instance "70 % (69 to 71 %)"."""
    low, high = (_rounded(each, digits) for each in (estimate.low, estimate.high))
    return f"{signed_percent(estimate.value, digits)} ({low} to {high} %)"


def _rounded(share: float, digits: int) -> str:
    # Adding 0 turns the -0 of a rounded small number into 0.
    return f"{round(100 * share, digits) + 0:.{digits}f}".replace("-", "−")
