"""Where the documents lie: by components as soon as the page opens, by UMAP on request."""

import streamlit as st

from analysis.progress import Progress
from analysis.sampling.clusters.embedding import EMBEDDING_STEPS, EmbeddingSettings, embed
from analysis.sampling.map.mapped import MappedCorpus
from analysis.sampling.map.projection import (
    UMAP_STEPS,
    Projection,
    project_by_components,
    project_by_umap,
    projection_as_arrays,
    projection_from_arrays,
)
from analysis.sampling.map.umap_layout import UmapSettings
from analysis.study.computations import Arrays
from pages.shared import state
from pages.shared.background import Work, offer_computation, say_why_it_ended, watch_computation
from pages.shared.cache.home import computations

UMAP, COMPONENTS = "Neighbours", "Components"
# To be raised when the same settings give other places than before.
FORM = 1
PLACING = "Placing the documents by their words"
EMBEDDING, LAYING_OUT = EmbeddingSettings(), UmapSettings()
LAYOUT_HELP = (
    "Neighbours: UMAP keeps documents with similar words next to each other. Components: the two "
    "broadest contrasts of the words, as a straight projection."
)


def components_layout(study_id: str, mapped: MappedCorpus) -> Projection | None:
    """Return the layout by components, or make it and show how far that is.

    Parameters
    ----------
    study_id : str
    mapped : MappedCorpus

    Returns
    -------
    Projection or None
        None until it is there.
    """
    name = _name(mapped, COMPONENTS, EMBEDDING)
    arrays = computations().find(study_id, name)
    if arrays is not None:
        return projection_from_arrays(arrays)
    running = computations().running(study_id, name)
    again = running is not None and running.future.done()
    if again:
        say_why_it_ended(running, PLACING)
    if not again or st.button("Place them again", icon=":material/refresh:", key="map_again"):
        progress = Progress(EMBEDDING_STEPS + 1)
        running = computations().start(study_id, name, progress, _by_components(mapped))
        watch_computation(running, PLACING, key="map_cancel")
    return None


def umap_layout(study_id: str, mapped: MappedCorpus) -> Projection | None:
    """Return the layout by UMAP, or offer to make it.

    Parameters
    ----------
    study_id : str
    mapped : MappedCorpus

    Returns
    -------
    Projection or None
        None until it is there.
    """
    arrays = offer_computation(
        study_id,
        _name(mapped, UMAP, (EMBEDDING, LAYING_OUT)),
        lambda: (Progress(EMBEDDING_STEPS + UMAP_STEPS), _by_umap(mapped)),
        key="map_umap",
        label="Lay out by neighbours (UMAP)",
        doing="Laying out by neighbours",
        about="Documents with similar words come to lie next to each other. Takes one to two "
        "minutes for 330,000 documents, beside whatever else you do, and is kept with the study.",
    )
    return None if arrays is None else projection_from_arrays(arrays)


def choose_layout(components: Projection, by_umap: Projection | None) -> tuple[str, Projection]:
    """Let the reader choose a layout where there are two.

    Parameters
    ----------
    components : Projection
    by_umap : Projection or None

    Returns
    -------
    name : {"Neighbours", "Components"}
    layout : Projection
    """
    if by_umap is None:
        return COMPONENTS, components
    chosen = st.segmented_control(
        "Layout",
        (UMAP, COMPONENTS),
        default=UMAP,
        required=True,
        key=state.LAYOUT_KEY,
        bind="query-params",
        help=LAYOUT_HELP,
    )
    return (COMPONENTS, components) if chosen == COMPONENTS else (UMAP, by_umap)


def _by_components(mapped: MappedCorpus) -> Work:
    def compute(progress: Progress) -> Arrays:
        embedded = embed(mapped.corpus.normalised_texts, EMBEDDING, progress)
        projection = project_by_components(embedded)
        progress.finish(EMBEDDING_STEPS)
        return projection_as_arrays(projection)

    return compute


def _by_umap(mapped: MappedCorpus) -> Work:
    def compute(progress: Progress) -> Arrays:
        embedded = embed(mapped.corpus.normalised_texts, EMBEDDING, progress)
        projection = project_by_umap(embedded, mapped.strata, LAYING_OUT, progress, EMBEDDING_STEPS)
        return projection_as_arrays(projection)

    return compute


def _name(mapped: MappedCorpus, layout: str, settings: object) -> str:
    """All that the places depend on."""
    return f"map:{layout}:{FORM}:{mapped.corpus.fingerprint}:{settings}"
