"""One text as a scenario decides it: the posteriors, and the parts of its log-odds as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.decision.decide import posteriors
from analysis.decision.priors import decision_shift
from analysis.decision.scenario import Scenario
from analysis.explain.vocabulary.contributions import Contributions, contributions
from analysis.explain.vocabulary.typed_text import TypedText, read_typed_text
from analysis.model.linear import LinearModel


@dataclass(frozen=True, eq=False)
class Explanation:
    """What a scenario makes of a text.

    Parameters
    ----------
    model : LinearModel
    typed : TypedText
        The text in the terms of the model.
    shift : ndarray of float64, shape (n_classes,)
        What the decision adds to each logit: the shift of the priors and its offset.
    posterior : ndarray of float64, shape (n_classes,)
        The shift included; sums to one, 0 for a class left out of training.
    """

    model: LinearModel
    typed: TypedText
    shift: NDArray[np.float64]
    posterior: NDArray[np.float64]

    @property
    def decided(self) -> int:
        """Code of the class of largest posterior; costs and abstaining are left out."""
        return int(self.posterior.argmax())

    @property
    def second(self) -> int:
        """Code of the class that comes next."""
        return int(np.argsort(-self.posterior, kind="stable")[1])

    def telling_opponent(self, labels: Sequence[int] = ()) -> int:
        """Choose the class that the decision is best explained against.

        Parameters
        ----------
        labels : sequence of int
            Codes of the labels that the text is known to have.

        Returns
        -------
        int
            The first label that was not decided; without one, the second class.
        """
        missed = [code for code in labels if code != self.decided]
        return int(missed[0]) if missed else self.second

    def against(self, code: int) -> Contributions:
        """Take the log-odds of the class decided against another apart.

        Parameters
        ----------
        code : int
            Of the other class.

        Returns
        -------
        Contributions
        """
        return contributions(self.model, self.typed.features, self.decided, code, self.shift)


def explain_text(text: str, model: LinearModel, scenario: Scenario) -> Explanation:
    """Decide a text as a scenario does, by the model fitted on all documents.

    Parameters
    ----------
    text : str
    model : LinearModel
        Trained with the scenario's training settings.
    scenario : Scenario

    Returns
    -------
    Explanation
    """
    typed = read_typed_text(text, model, scenario.training.features)
    logits = model.logits(typed.features)
    return Explanation(
        model=model,
        typed=typed,
        shift=decision_shift(model.training_prior, scenario.decision),
        posterior=posteriors(logits, model.training_prior, scenario.decision)[0],
    )


def parts_frame(parts: Contributions) -> pd.DataFrame:
    """Show the parts of the log-odds as rows that add up to the last one.

    Parameters
    ----------
    parts : Contributions

    Returns
    -------
    DataFrame
        Columns `part`, `term`, `tfidf`, `coefficient_difference` and `contribution`; the
        middle three are missing where the part is no term. Every term has a row of its own.
    """
    rows = [{"part": "term", **row} for row in parts.frame().to_dict("records")]
    before = [("prior", parts.prior), ("intercept beyond the prior", parts.intercept)]
    after = [("shift of the decision", parts.shift)] if parts.shift else []
    after.append(("log-odds", parts.log_odds))
    whole = [
        [{"part": name, "contribution": value} for name, value in side] for side in (before, after)
    ]
    columns = ["part", "term", "tfidf", "coefficient_difference", "contribution"]
    return pd.DataFrame([*whole[0], *rows, *whole[1]], columns=columns)
