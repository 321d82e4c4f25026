import json

from analysis.explain.remedies.recommendation_json import (
    recommendation_as_arrays,
    recommendation_fields,
    recommendation_from_arrays,
)


def test_it_is_read_back_as_it_was(corpus, recommended):
    arrays = recommendation_as_arrays(recommended, corpus.classes)
    read = recommendation_from_arrays(arrays, corpus.classes, corpus.reject_code)
    assert read.scenario == recommended.scenario
    assert read.nested == recommended.nested
    # As texts, since nan is not equal to itself.
    texts = [
        json.dumps(recommendation_fields(each, corpus.classes)) for each in (read, recommended)
    ]
    assert texts[0] == texts[1]
