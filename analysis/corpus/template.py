"""The expected form of the files, to be downloaded and filled in."""

LABELLED_TEMPLATE = """\
id,text,label,cluster
A-001,ball valve dn50 brass,valves,12
A-002,"gasket 3/4"", flat",gaskets,7
A-003,hex bolt m8x40 a2,fasteners,3
A-004,see attached,bad,12
"""

UNLABELLED_TEMPLATE = """\
id,text,cluster
A-001,ball valve dn50 brass,12
A-002,"gasket 3/4"", flat",7
A-005,hex nut m8 a2,3
"""
