"""What the page waits for: yardsticks and learning curves, begun with the page and kept."""

from dataclasses import replace

from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.learning_curve import (
    N_REPEATS,
    curve_progress,
    measure_curve,
    why_no_curve,
)
from analysis.explain.learnability.yardsticks import (
    Yardsticks,
    compute_yardsticks,
    yardsticks_from_arrays,
    yardsticks_progress,
)
from analysis.model.precompile import wait_until_compiled
from analysis.model.settings import TrainingSettings, settings_as_json
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import computations, trainings
from pages.shared.cache.learnability import Scored, learnability_of
from pages.shared.view import View

# To be raised when the same settings give other arrays than before.
FORM = 1
YARDSTICKS, CURVES = "yardsticks", "learning-curves"


def trainings_at_hand(view: View) -> Scored:
    """Return the trainings that recover something of every class, the baseline first.

    Parameters
    ----------
    view : View

    Returns
    -------
    tuple of (TrainingSettings, OutOfFold)
        Without those that left the reject class out.
    """
    settings = dict.fromkeys(
        (view.baseline.training, replace(view.current.training, include_reject=True))
    )
    found = ((each, trainings().find(view.study, each)) for each in settings)
    return tuple((each, training.out_of_fold) for each, training in found if training is not None)


def yardsticks(view: View, scored: Scored) -> Yardsticks | None:
    """Return what is kept of the yardsticks, or begin them and draw how far they are.

    Parameters
    ----------
    view : View
    scored : tuple of (TrainingSettings, OutOfFold)
        From `trainings_at_hand`.

    Returns
    -------
    Yardsticks or None
        None until they are there.
    """
    study = view.study

    def begin() -> tuple[Progress, Work]:
        counts = trainings().counts(study.labelled, scored[-1][0].features)

        def compute(progress: Progress) -> Arrays:
            wait_until_compiled()
            return compute_yardsticks(study.labelled, counts, scored, progress).arrays()

        return yardsticks_progress(scored[-1][0]), compute

    arrays = offer_computation(
        study.id,
        _name(view, YARDSTICKS, *(each for each, _ in scored)),
        begin,
        key="learnability_yardsticks",
        label="Train for comparison",
        doing="Training with weaker regularisation, and after the labels were shuffled",
        about="What the share determined is held against. Takes seconds.",
        by_itself=True,
    )
    return None if arrays is None else yardsticks_from_arrays(arrays)


def curves(view: View) -> Learnability | None:
    """Return what is kept of the learning curves, or begin them and draw how far they are.

    Parameters
    ----------
    view : View

    Returns
    -------
    Learnability or None
        None until they are there.
    """
    study, settings = view.study, view.current.training

    def begin() -> tuple[Progress, Work]:
        counts = trainings().counts(study.labelled, settings.features)

        def compute(progress: Progress) -> Arrays:
            wait_until_compiled()
            curve = measure_curve(study.labelled, counts, settings, progress, N_REPEATS)
            return curve.arrays()

        return curve_progress(settings, N_REPEATS), compute

    arrays = offer_computation(
        study.id,
        _name(view, CURVES, settings),
        begin,
        key="learnability_curves",
        label="Measure the learning curves",
        doing="Training on subsamples of the labels",
        about=f"{curve_progress(settings, N_REPEATS).n_steps:,} trainings on subsamples of the "
        "labels. Takes a minute for 33,000 labels, and is kept.",
        by_itself=True,
    )
    return None if arrays is None else learnability_of(study, settings, shown_tau(view), arrays)


def kept_curves(view: View) -> Learnability | None:
    """Return the learning curves of the current settings if they were measured before.

    Parameters
    ----------
    view : View

    Returns
    -------
    Learnability or None
    """
    settings = view.current.training
    if why_no_curve(view.study.labelled, settings) is not None:
        return None
    arrays = computations().find(view.study.id, _name(view, CURVES, settings))
    return (
        None if arrays is None else learnability_of(view.study, settings, shown_tau(view), arrays)
    )


def shown_tau(view: View) -> float:
    """Return the strength of the shift to equal priors that the curves are to show.

    Parameters
    ----------
    view : View

    Returns
    -------
    float
        0 where the current scenario decides with priors as learned, or custom ones.
    """
    decision = view.current.decision
    return decision.tau if decision.prior == "equal" else 0.0


def _name(view: View, what: str, *settings: TrainingSettings) -> str:
    """All that the arrays depend on."""
    told = (settings_as_json(each) for each in settings)
    return ":".join((what, str(FORM), str(N_REPEATS), view.study.labelled.fingerprint, *told))
