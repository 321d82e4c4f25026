"""From the labelled sample to the whole corpus: strata, predictions, class frequencies."""
