"""Priorscope: the page table and the frame around every page."""

from pathlib import Path

import streamlit as st

from analysis.model.precompile import begin_compiling

# Before the imports that take a second, so that on a new machine the two overlap.
begin_compiling()

from pages.shared.frame import draw_frame, prepare_the_other_fit  # noqa: E402

# A picture of our own: Streamlit fetches a named icon from a server elsewhere.
ICON = Path(__file__).parent / "pages" / "shared" / "icon.svg"
st.set_page_config(page_title="Priorscope", page_icon=str(ICON), layout="wide")

PAGES = {
    "Data": [
        st.Page(
            "pages/data/corpora.py",
            title="Corpora",
            icon=":material/database:",
            help="What was loaded, and can it be trusted? Load your own files here.",
        ),
        st.Page(
            "pages/data/coverage.py",
            title="Coverage",
            icon=":material/target:",
            help="Were the labels drawn where the documents are?",
        ),
        st.Page(
            "pages/data/map.py",
            title="Map",
            icon=":material/scatter_plot:",
            help="How do the documents lie, and what is in a region?",
        ),
    ],
    "Model": [
        st.Page(
            "pages/model/classes.py",
            title="Classes",
            icon=":material/leaderboard:",
            default=True,
            help="Which classes fail, and how sure is that?",
        ),
        st.Page(
            "pages/model/confusion.py",
            title="Confusion",
            icon=":material/grid_on:",
            help="Which classes are taken for which?",
        ),
        st.Page(
            "pages/model/vocabulary.py",
            title="Vocabulary",
            icon=":material/dictionary:",
            help="Which words speak for a class, apart from how common it is?",
        ),
        st.Page(
            "pages/model/what_if.py",
            title="What if",
            icon=":material/tune:",
            help="What changes if priors, weights, costs or thresholds change?",
        ),
    ],
    "Estimates": [
        st.Page(
            "pages/estimates/frequencies.py",
            title="Frequencies",
            icon=":material/equalizer:",
            help="How common is each class in the whole corpus?",
        ),
        st.Page(
            "pages/estimates/learnability.py",
            title="Learnability",
            icon=":material/trending_up:",
            help="How far can this go, and what would more labels buy?",
        ),
    ],
}

page = st.navigation(PAGES)
view = draw_frame()
page.run()
# After the page is drawn: training takes the cores that drawing needs.
prepare_the_other_fit(view)
