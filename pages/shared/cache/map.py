"""What the map of a study shows."""

from dataclasses import dataclass

import streamlit as st

from analysis.corpus.pattern import find_pattern
from analysis.corpus.search import find_documents
from analysis.decision.decide import posteriors
from analysis.decision.scenario import Scenario
from analysis.evaluation.evaluate import Evaluation
from analysis.explain.vocabulary.region_words import RegionWords, region_words
from analysis.model.crossfit import Training
from analysis.plots.map_colouring import ColourBy, MapKnowledge, colour_by
from analysis.plots.map_payload import MapContent, map_payload
from analysis.sampling.frequencies.corpus_scores import CorpusScores
from analysis.sampling.map.mapped import MappedCorpus, Togetherness, map_documents, togetherness
from analysis.sampling.map.projection import Projection
from analysis.sampling.map.regions import Corner, RegionName, name_regions, within
from analysis.study.study import Study
from pages.shared.cache.studies import recognition_of


@dataclass(frozen=True)
class Highlight:
    """Which documents stand out on the map; those that meet everything asked for.

    Parameters
    ----------
    class_code : int or None
        Labelled with a class or, without a label, predicted as it.
    sought : str
        Held by the text; "" for any.
    is_pattern : bool
        Whether `sought` is a regular expression.
    """

    class_code: int | None
    sought: str
    is_pattern: bool

    @property
    def asks_for_nothing(self) -> bool:
        """Whether no document is to stand out."""
        return self.class_code is None and not self.sought


def mapped_of(study: Study) -> MappedCorpus:
    """Return the documents on the map of a study."""
    return _mapped(study.id, _fingerprint(study), study)


def knowledge_of(
    study: Study,
    scenario: Scenario,
    training: Training,
    evaluation: Evaluation,
    scores: CorpusScores | None,
) -> MapKnowledge:
    """Return what is known of the documents on the map of a study."""
    key = study.id, _fingerprint(study), scenario, scores is not None
    return _knowledge(*key, study, training, evaluation, scores)


def togetherness_of(study: Study, layout: str, projection: Projection) -> Togetherness:
    """Return how far the classes lie together in a layout."""
    return _togetherness(study.id, _fingerprint(study), layout, study, projection)


def region_names_of(study: Study, layout: str, projection: Projection) -> tuple[RegionName, ...]:
    """Return the names of the regions of a layout."""
    return _region_names(study.id, _fingerprint(study), layout, study, projection)


def highlighted_rows(knowledge: MapKnowledge, highlight: Highlight) -> object:
    """Return the rows of the documents that stand out.

    Raises
    ------
    InputError
        If what is sought is to be a regular expression and is none.
    """
    return _highlighted(knowledge.version, highlight, knowledge)


def payload_of(
    knowledge: MapKnowledge,
    layout: str,
    projection: Projection,
    way: ColourBy,
    highlight: Highlight,
    names: tuple[RegionName, ...],
    alt: str,
) -> bytes:
    """Return the bytes that the map is drawn from."""
    key = knowledge.version, layout, way, highlight, alt
    return _payload(*key, knowledge, projection, names)


def rows_within(
    study: Study, layout: str, projection: Projection, outline: tuple[Corner, ...]
) -> object:
    """Return the rows of the documents inside an outline."""
    return _within(study.id, _fingerprint(study), layout, outline, projection)


def region_words_of(
    study: Study, layout: str, outline: tuple[Corner, ...], rows: object
) -> RegionWords:
    """Return the words of the documents inside an outline against the rest."""
    return _region_words(study.id, _fingerprint(study), layout, outline, study, rows)


def _fingerprint(study: Study) -> str:
    """Of both corpora, for made clusters change that of the whole one alone."""
    whole = study.unlabelled
    return f"{study.labelled.fingerprint} {'' if whole is None else whole.fingerprint}"


@st.cache_resource(max_entries=4, show_spinner=False)
def _mapped(study_id: str, fingerprint: str, _study: Study) -> MappedCorpus:
    recognition = recognition_of(_study)
    rows = None if recognition is None else recognition.rows
    return map_documents(_study.labelled, _study.unlabelled, rows)


@st.cache_resource(max_entries=8, show_spinner=False)
def _knowledge(
    study_id: str,
    fingerprint: str,
    scenario: Scenario,
    scored: bool,
    _study: Study,
    _training: Training,
    _evaluation: Evaluation,
    _scores: CorpusScores | None,
) -> MapKnowledge:
    scored_labels = _training.out_of_fold
    found = posteriors(scored_labels.logits, scored_labels.training_prior, scenario.decision)
    return MapKnowledge(
        mapped=mapped_of(_study),
        evaluation=_evaluation,
        reject_posterior=found[:, _study.labelled.reject_code or 0],
        decisions=None if _scores is None else _scores.decisions,
        version=f"{study_id} {fingerprint} {scenario} {scored}",
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _togetherness(
    study_id: str, fingerprint: str, layout: str, _study: Study, _projection: Projection
) -> Togetherness:
    return togetherness(mapped_of(_study), _projection.positions)


@st.cache_resource(max_entries=8, show_spinner="Naming the regions …")
def _region_names(
    study_id: str, fingerprint: str, layout: str, _study: Study, _projection: Projection
) -> tuple[RegionName, ...]:
    return name_regions(mapped_of(_study).corpus.texts, _projection.positions)


@st.cache_resource(max_entries=8, show_spinner=False)
def _highlighted(version: str, highlight: Highlight, _knowledge: MapKnowledge) -> object:
    corpus = _knowledge.mapped.corpus
    if highlight.is_pattern and highlight.sought:
        rows = find_pattern(corpus, highlight.sought)
    else:
        rows = find_documents(corpus, highlight.sought, "text")
    if highlight.class_code is None:
        return rows
    return rows[_knowledge.likely_codes[rows] == highlight.class_code]


@st.cache_resource(max_entries=8, show_spinner=False)
def _payload(
    version: str,
    layout: str,
    way: ColourBy,
    highlight: Highlight,
    alt: str,
    _knowledge: MapKnowledge,
    _projection: Projection,
    _names: tuple[RegionName, ...],
) -> bytes:
    colouring = colour_by(_knowledge, way)
    if not highlight.asks_for_nothing:
        colouring = colouring.only(_highlighted(version, highlight, _knowledge))
    content = MapContent(
        version=f"{_knowledge.mapped.corpus.fingerprint} {layout}",
        positions=_projection.positions,
        colouring=colouring,
        names=_names,
        alt=alt,
    )
    return map_payload(content)


@st.cache_resource(max_entries=8, show_spinner=False)
def _within(
    study_id: str,
    fingerprint: str,
    layout: str,
    outline: tuple[Corner, ...],
    _projection: Projection,
) -> object:
    return within(outline, _projection.positions)


@st.cache_resource(max_entries=8, show_spinner="Comparing the words …")
def _region_words(
    study_id: str,
    fingerprint: str,
    layout: str,
    outline: tuple[Corner, ...],
    _study: Study,
    _rows: object,
) -> RegionWords:
    return region_words(mapped_of(_study).corpus.texts, _rows)
