"""What changes if priors, weights, costs or thresholds change?"""

import streamlit as st

from pages.parts.what_if.confirm import confirm_section
from pages.parts.what_if.knobs import knobs_section
from pages.parts.what_if.recommend import recommend_section
from pages.parts.what_if.reject_ways import reject_ways_section
from pages.parts.what_if.resampling import resampling_section
from pages.parts.what_if.scenario_difference import figures_row
from pages.shared.view import open_page

KNOBS, RECOMMEND = "Knobs", "Recommend"
REJECT_CLASS, RESAMPLING, CONFIRM = "Reject class", "Resampling", "Confirm"
SECTION_KEY = "section"
SECTIONS = {
    KNOBS: knobs_section,
    RECOMMEND: recommend_section,
    REJECT_CLASS: reject_ways_section,
    RESAMPLING: resampling_section,
    CONFIRM: confirm_section,
}
CHOSEN_HERE = (
    ":material/info: Chosen on these documents: figures that one has tuned by look are somewhat "
    "better than new documents will show."
)

view = open_page("What changes if priors, weights, costs or thresholds change?")
comparison = view.comparison()

if view.at_baseline:
    st.markdown("**Nothing yet: this is the baseline.** Flip Balance, or turn a knob below.")
figures = st.empty()
figures_row(figures, view, comparison, intervals=False)
if not view.at_baseline:
    st.caption(CHOSEN_HERE)

section = st.segmented_control(
    "Look at",
    list(SECTIONS),
    default=KNOBS,
    required=True,
    key=SECTION_KEY,
    bind="query-params",
    label_visibility="collapsed",
    help="The knobs of the decision; a search for the best of them; comparisons of other ways "
    "to train, made on request; and a confirmation on documents set aside.",
)
SECTIONS[section](view)

# The bootstrap takes up to a second; everything else is on the page by then.
figures_row(figures, view, comparison, intervals=True)
