"""How far can this go, and what would more labels buy?"""

import streamlit as st

from analysis.explain.learnability.learnability_wording import doubling_sentence
from analysis.explain.learnability.learning_curve import why_no_curve
from analysis.explain.learnability.yardsticks_wording import determined_sentence
from pages.parts.learnability.class_gains import show_class_gains
from pages.parts.learnability.computed import curves, trainings_at_hand, yardsticks
from pages.parts.learnability.curve_figures import show_curves
from pages.parts.learnability.interactions import interactions_section
from pages.parts.learnability.share_determined import show_share_determined
from pages.shared.cache.learnability import determined_of
from pages.shared.messages import literal
from pages.shared.view import open_page

view = open_page("How far can this go, and what would more labels buy?")
corpus = view.study.labelled
first, second, work = st.empty(), st.empty(), st.container()
scored = trainings_at_hand(view)
determined = determined_of(view.study, scored)
with work:
    known = yardsticks(view, scored)
if known is not None:
    determined = known.determined
first.markdown(f"**{literal(determined_sentence(determined))}**")

reason = why_no_curve(corpus, view.current.training)
found = None
if reason is None:
    with work:
        found = curves(view)
else:
    second.info(literal(reason), icon=":material/info:")
if found is not None:
    second.markdown(f"**{literal(doubling_sentence(found, corpus))}**")
elif reason is None:
    second.caption("What more labels would buy stands here as soon as the curves are measured.")

show_share_determined(view, determined, known)
if found is not None:
    show_curves(view, found)
show_class_gains(view, determined, found)
interactions_section(view)
