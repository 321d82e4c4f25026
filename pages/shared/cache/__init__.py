"""Results that reruns share.

Every key holds the fingerprint of the study and the settings; the big objects themselves are
passed with a leading underscore, so that Streamlit does not hash them (it would hash a sample
of their cells). What is returned is shared by all sessions and is never changed.
"""
