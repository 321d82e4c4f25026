"""The frame around every page, and the only code that knows Streamlit's state and cache."""
