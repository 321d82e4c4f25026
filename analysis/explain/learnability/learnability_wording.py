"""How far a corpus can be learned, in sentences; plain text, never markup.

Class names stand in them as they are: a page makes them literal before it shows them.
"""

import math

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.wording import counted, figure, percent
from analysis.explain.learnability.determined import (
    FEWEST_TEXTS_OF_CLASS,
    Determined,
    texts_of_class,
)
from analysis.explain.learnability.identical_texts import LabelConflicts
from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.more_labels import (
    FEWEST_DOCUMENTS,
    ClassCurve,
    gains_from_doubling,
)
from analysis.explain.learnability.nearest_neighbour import NearestNeighbour

LARGE_GAIN = 0.1
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
    balanced = f"with every class weighing the same, {_percents(equal)}"
    if not overall.low > 0:
        return (
            "No share of the class that the words determine can be told from none: "
            f"{_percents(overall)}; {balanced}."
        )
    return f"The words determine at least {_percents(overall)} of the class; {balanced}."


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
        "The same training after the labels were shuffled recovers "
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


def doubling_sentence(found: Learnability, corpus: LabelledCorpus) -> str:
    """What twice the labels would add to macro-F1, and how many classes would gain much.

    Parameters
    ----------
    found : Learnability
    corpus : LabelledCorpus

    Returns
    -------
    str
    """
    gain = found.macro_f1.gain(2 * corpus.n_documents)
    gains = gains_from_doubling(found.classes)
    n_large, n_unknown = int((gains > LARGE_GAIN).sum()), int(np.isnan(gains).sum())
    large = f"{counted(n_large, 'class', 'classes')} would gain more than {LARGE_GAIN:g}"
    unknown = f"; for {n_unknown:,} there is no curve to carry on" if n_unknown else ""
    return (
        f"Doubling the labels is expected to add {_gain(gain)} to macro-F1 (extrapolated); "
        f"{large}{unknown}."
    )


def curve_sentence(found: Learnability, corpus: LabelledCorpus) -> str:
    """What the curves rest on.

    Parameters
    ----------
    found : Learnability
    corpus : LabelledCorpus

    Returns
    -------
    str
    """
    sizes, most = found.macro_f1.figure.sizes, found.macro_f1.most_labels
    return (
        f"Measured with {sizes[0]:,.0f} to {sizes[-1]:,.0f} of the {corpus.n_documents:,} labels, "
        "the same share of every class, on documents held out; bands and fans are 95 % "
        "intervals. Beyond the last mark a power law carries the curve on, to four times the "
        f"labels of the largest models ({most:,.0f}) and no further."
    )


def class_gain_sentence(name: str, curve: ClassCurve) -> str:
    """What more labels would add to a class.

    Parameters
    ----------
    name : str
    curve : ClassCurve

    Returns
    -------
    str
    """
    more = curve.possible_more()
    if more == 0:
        reason = curve.reason or "its curve cannot be carried on"
        return f"What more labels would add to {name} cannot be said: {reason}."
    gain = f"{counted(more, 'more label')} would add {_gain(curve.gain(more))} to its F1"
    if curve.group is None:
        return f"{name}: {gain}, along its own curve (extrapolated)."
    few = (
        f"fewer than {FEWEST_DOCUMENTS} labels"
        if curve.labels < FEWEST_DOCUMENTS
        else "hardly found"
    )
    return (
        f"{name}: {gain} if it does as the mean of {curve.group.name} (extrapolated; {few}, too "
        "few for a curve of its own)."
    )


def needed_sentence(name: str, curve: ClassCurve, target: float) -> str:
    """How many labels a class needs for an F1.

    Parameters
    ----------
    name : str
    curve : ClassCurve
    target : float

    Returns
    -------
    str
    """
    if curve.extrapolation is None:
        return ""
    needed, most = curve.labels_needed(target), labels_said(curve)
    if needed.value <= curve.labels:
        return f"F1 = {target:g} is expected with the {counted(curve.labels, 'label')} there are."
    if math.isinf(needed.low):
        return f"F1 = {target:g} would need more than {most:,.0f} labels; how many, cannot be said."
    low = f"{needed.low:,.0f}"
    high = f"{needed.high:,.0f}" if math.isfinite(needed.high) else f"more than {most:,.0f}"
    value = f"{needed.value:,.0f}" if math.isfinite(needed.value) else f"more than {most:,.0f}"
    return f"F1 = {target:g} would need {value} labels ({low} to {high}; extrapolated)."


def labels_said(curve: ClassCurve) -> float:
    """Return the most labels of a class that anything is said of.

    Parameters
    ----------
    curve : ClassCurve
        With a curve.

    Returns
    -------
    float
    """
    return float(curve.labels + curve.possible_more(10 * curve.labels))


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


def _gain(gain: Estimate) -> str:
    """Gain with its interval; "less than 0.005" where two digits would show nothing."""
    if abs(gain.value) < 0.005 and gain.high < 0.005:
        return "less than 0.005"
    return figure(gain).replace("-", "−")
