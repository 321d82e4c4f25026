"""What the page looks at: a study, its baseline and its current scenario."""

from dataclasses import dataclass, replace

import streamlit as st

from analysis.decision.scenario import Scenario, apart_from_the_switch, balanced_scenario
from analysis.decision.scenario_json import decision_as_json, decision_from_json, decision_id
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError
from analysis.evaluation.comparison import Comparison, compare
from analysis.evaluation.evaluate import Evaluation
from analysis.explain.vocabulary.term_counts import ClassTermCounts
from analysis.model.crossfit import Training
from analysis.model.features import Features
from analysis.model.settings import (
    TrainingSettings,
    settings_as_json,
    settings_from_json,
    settings_id,
)
from analysis.sampling.coverage.design_weights import Weighing
from analysis.study.settings import read_setting, write_setting
from analysis.study.study import Study
from pages.shared import state
from pages.shared.cache.evaluation import evaluation_of, evaluation_with_intervals
from pages.shared.cache.home import home, trainings
from pages.shared.cache.studies import opened_study
from pages.shared.cache.terms import class_terms_of, features_of
from pages.shared.cache.weighing import weigh_study
from pages.shared.messages import literal
from pages.shared.sample import sample_study_id

BASELINE = Scenario()


@dataclass(frozen=True, eq=False)
class View:
    """A study under two scenarios.

    Parameters
    ----------
    study : Study
        Its labels weigh as their drawing asks for.
    baseline, current : Scenario
        The baseline is the plain fit at its defaults, deciding as learned.
    weighing : Weighing
        Where the weights of the labels come from.
    """

    study: Study
    baseline: Scenario
    current: Scenario
    weighing: Weighing

    @property
    def at_baseline(self) -> bool:
        """Whether the current scenario is the baseline."""
        return self.baseline == self.current

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes."""
        return self.study.labelled.classes

    def is_trained(self, scenario: Scenario) -> bool:
        """Whether the figures of a scenario can be shown."""
        return trainings().find(self.study, scenario.training) is not None

    def training(self, scenario: Scenario) -> Training:
        """Return the training of a scenario that `is_trained`."""
        training = trainings().find(self.study, scenario.training)
        if training is None:
            raise LookupError(f"not trained: {scenario.training}")
        return training

    def evaluation(self, scenario: Scenario) -> Evaluation:
        """Return the figures of a scenario, without the intervals that take long."""
        return evaluation_of(self.study, scenario, self.training(scenario))

    def with_intervals(self, scenario: Scenario) -> Evaluation:
        """Return the figures of a scenario with all intervals, which may take a second."""
        return evaluation_with_intervals(self.study, scenario, self.training(scenario))

    def comparison(self) -> Comparison:
        """Return what the current scenario gains or costs over the baseline."""
        baseline, current = self.evaluation(self.baseline), self.evaluation(self.current)
        return compare(self.study.labelled, baseline, current)

    def features(self, scenario: Scenario) -> Features:
        """Return the tf-idf features of the labelled documents."""
        return features_of(self.study, scenario.training, self.training(scenario))

    def class_terms(self, scenario: Scenario) -> ClassTermCounts:
        """Return how many documents of each class hold each term."""
        return class_terms_of(self.study, scenario.training, self.training(scenario))


def open_page(question: str) -> View:
    """Begin a page that needs a trained study: its question as title, or a stop until then.

    Parameters
    ----------
    question : str
        Plain text.

    Returns
    -------
    View
    """
    st.title(question)
    view = current_view()
    if not (view.is_trained(view.baseline) and view.is_trained(view.current)):
        st.caption("The answer appears here as soon as the training above is done.")
        st.stop()
    return view


def current_study() -> Study:
    """Return the study in the URL, or the sample study; stops the page where it cannot be opened.

    Returns
    -------
    Study
    """
    identifier = state.next_study() or state.study_id() or sample_study_id()
    try:
        study = opened_study(identifier)
    except InputError as error:
        _stop_at_unknown_study(error)
    state.open_study(identifier)
    return study


def current_view() -> View:
    """Return the study with the scenario that the switch and the settings ask for.

    Returns
    -------
    View
    """
    study, weighing = weigh_study(current_study())
    settings = training_settings(study, state.training_id())
    if weighing.weights is None:
        settings = replace(settings, design_weights=False)
    decision = decision_settings(study, state.decision_id())
    current = balanced_scenario(settings, state.balance(), state.tau(), decision)
    return View(study, BASELINE, current, weighing)


def training_settings(study: Study, identifier: str | None) -> TrainingSettings:
    """Look up training settings by the id that stands in links.

    Parameters
    ----------
    study : Study
    identifier : str or None
        None stands for the defaults; so does, with a message, an id the study does not know.

    Returns
    -------
    TrainingSettings
    """
    if identifier in (None, settings_id(BASELINE.training)):
        return BASELINE.training
    text = read_setting(home(), study.id, f"training:{identifier}")
    if text is None:
        st.warning(
            "The link names training settings that this study does not know; shown are "
            "the defaults.",
            icon=":material/link_off:",
        )
        state.set_training(None)
        return BASELINE.training
    return settings_from_json(text)


def remember_settings(study: Study, settings: TrainingSettings) -> str:
    """Keep training settings with the study, so that a link can name them.

    Parameters
    ----------
    study : Study
    settings : TrainingSettings

    Returns
    -------
    str
        Their id.
    """
    identifier = settings_id(settings)
    write_setting(home(), study.id, f"training:{identifier}", settings_as_json(settings))
    return identifier


def decision_settings(study: Study, identifier: str | None) -> DecisionSettings:
    """Look up what decisions rest on beside switch and tau, by the id that stands in links.

    Parameters
    ----------
    study : Study
    identifier : str or None
        None stands for the defaults; so does, with a message, an id the study does not know.

    Returns
    -------
    DecisionSettings
    """
    if identifier is None:
        return DecisionSettings()
    labelled = study.labelled
    text = read_setting(home(), study.id, f"decision:{identifier}")
    try:
        if text is not None:
            return decision_from_json(text, labelled.classes, labelled.reject_code)
        reason = "The link names decision settings that this study does not know."
    except InputError as error:
        reason = str(error)
    st.warning(literal(f"{reason} Shown are the defaults."), icon=":material/link_off:")
    state.set_decision(None)
    return DecisionSettings()


def use_decision(study: Study, decision: DecisionSettings) -> None:
    """Decide by these settings from now on, and keep them with the study for links.

    Parameters
    ----------
    study : Study
    decision : DecisionSettings
        What switch and tau say is left out of it.
    """
    decision = apart_from_the_switch(decision)
    if decision == DecisionSettings():
        state.set_decision(None)
        return
    identifier = decision_id(decision, study.labelled.classes)
    text = decision_as_json(decision, study.labelled.classes)
    write_setting(home(), study.id, f"decision:{identifier}", text)
    state.set_decision(identifier)


def _stop_at_unknown_study(error: InputError) -> None:
    st.error(literal(str(error)), icon=":material/error:")
    if st.button("Open the sample study", type="primary"):
        state.open_study(sample_study_id())
        st.rerun()
    st.stop()
