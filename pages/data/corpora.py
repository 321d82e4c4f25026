"""What was loaded, and can it be trusted?"""

import streamlit as st

st.title("What was loaded, and can it be trusted?")
