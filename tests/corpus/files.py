"""The same table written as every kind of file that is read."""

import csv
import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq


def delimited(columns, delimiter=",", encoding="utf-8", newline="\r\n"):
    """A delimited file from a dict of columns."""
    text = io.StringIO()
    # With "\r" as its line end the writer leaves cells that hold "\n" without quotation marks.
    quoting = csv.QUOTE_ALL if newline == "\r" else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue().encode(encoding)


def json_lines(columns):
    """A JSON Lines file from a dict of columns."""
    rows = zip(*columns.values(), strict=True)
    lines = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows)
    return "\n".join(lines).encode()


def parquet(columns):
    """A Parquet file from a dict of columns."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue().to_pybytes()


def every_kind(columns):
    """File names with their content, each also gzipped."""
    plain = {
        "a.csv": delimited(columns),
        "b.csv": delimited(columns, delimiter=";"),
        "c.csv": delimited(columns, delimiter="\t"),
        "d.tsv": delimited(columns, delimiter="\t", newline="\n"),
        "e.csv": delimited(columns, encoding="utf-8-sig"),
        "f.csv": delimited(columns, encoding="utf-16"),
        "G.CSV": delimited(columns, newline="\r"),
        "h.jsonl": json_lines(columns),
        "i.ndjson": json_lines(columns),
        "j.parquet": parquet(columns),
    }
    return plain | {f"{name}.gz": gzip.compress(data) for name, data in plain.items()}
