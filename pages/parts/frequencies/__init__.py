"""Parts of the page Frequencies."""
