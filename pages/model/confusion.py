"""Which classes are taken for which?"""

import streamlit as st

from analysis.evaluation.confusion_wording import baseline_sentence, confusion_sentence
from pages.parts.confusion.class_pair import pair_section, words_section
from pages.parts.confusion.confused_pairs import listed_pairs, opened_pair, pairs_table
from pages.parts.confusion.confusion_matrix import matrix_section
from pages.shared.messages import literal
from pages.shared.view import open_page

# Below it the matrix and its pair stand one above the other.
COLUMN_WIDTH = 560

view = open_page("Which classes are taken for which?")
confusion = view.evaluation(view.current).confusion

st.markdown(f"**{literal(confusion_sentence(confusion))}**")
if not view.at_baseline:
    st.caption(literal(baseline_sentence(confusion, view.evaluation(view.baseline).confusion)))
if not confusion.wrong.any():
    st.stop()

pairs = listed_pairs(view)
pair = opened_pair(view, pairs)
pairs_table(view, pairs, pair)
beside = st.grid(2, min_column_width=COLUMN_WIDTH, gap="medium")
with beside.cell():
    matrix_section(view, pair)
if pair is not None:
    with beside.cell():
        pair_section(view, *pair)
    words_section(view, *pair)
