import pytest

from analysis.evaluation.aim import Aim
from analysis.explain.remedies.recommendation import recommend
from tests.explain.planted_remedies import only_tokens


@pytest.fixture(scope="package")
def corpus():
    return only_tokens()


@pytest.fixture(scope="package")
def recommended(corpus):
    return recommend(corpus, Aim(), 100)
