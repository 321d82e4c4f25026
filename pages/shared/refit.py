"""A refit that was asked for: begun in the background, shown as soon as it is there."""

from analysis.model.settings import TrainingSettings
from pages.shared import state
from pages.shared.cache.home import trainings
from pages.shared.view import View, remember_settings


def ask_for_refit(view: View, wanted: TrainingSettings) -> None:
    """Train with other settings, and move to them once they are trained.

    Parameters
    ----------
    view : View
    wanted : TrainingSettings
        Without class weights, which are the switch's affair.
    """
    state.set_pending(remember_settings(view.study, wanted))
    if trainings().find(view.study, wanted) is None:
        trainings().start(view.study, wanted)
