"""Counterfactuals of small studies, for tests."""

from analysis.decision.scenario import Scenario
from analysis.explain.diagnosis.counterfactuals import try_remedies
from analysis.explain.diagnosis.remedy_plan import RemedyPlan
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms


def planned(corpus, scenario=None):
    """The plan of remedies for a corpus, and the counts to carry it out."""
    scenario = scenario or Scenario()
    settings = scenario.training
    counts = count_terms(corpus.texts, settings.features)
    training = train(corpus, counts, deal_folds(corpus, settings), settings)
    return RemedyPlan(corpus, scenario, training), counts


def tried(corpus, scenario=None):
    """The plan, and what came of it."""
    plan, counts = planned(corpus, scenario)
    return plan, try_remedies(plan, counts, plan.progress())
