"""Features, folds and the multinomial logistic regression that scores documents."""
