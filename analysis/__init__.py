"""Everything Priorscope computes; nothing in here knows of the dashboard.

Words used everywhere
---------------------
corpus, document, label, class
    A corpus holds documents (very short texts); a labelled document has one class.
reject class
    The none-of-the-above class; may be absent. Pages call it by the analyst's own name.
cluster
    A group of similar documents, never a class.
training prior
    Share of a class in the *weighted* training labels; uniform under balanced weights.
target prior
    The share of a class to decide for.
logit, posterior
    z_k(x) and p_k(x) = softmax(z)_k.
out-of-fold
    Scores for a document from a model that did not see it or an identical document.
support, prevalence
    Number of labels of a class; its share in the whole corpus.
tau
    Strength of the logit adjustment.

Conventions
-----------
Array axes are documents, classes, terms, in this order. The order of classes is that of
``classes``, everywhere; a class without documents keeps its place.

The way of the data is ``corpus -> model -> decision -> evaluation -> explain -> plots``;
no module imports from a stage to its right. ``study`` keeps what was loaded and computed.
"""
