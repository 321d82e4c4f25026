import json

import numpy as np
import pytest

from analysis.plots.map_colours import colour_categories, colour_values
from analysis.plots.map_density import CELLS, density_figure
from analysis.plots.map_payload import MapContent, map_payload
from analysis.sampling.map.regions import RegionName

RNG = np.random.default_rng(0)


def content(n, n_colours):
    codes = np.arange(n) % n_colours
    return MapContent(
        version="v",
        positions=RNG.integers(0, 65_536, (n, 2)).astype(np.uint16),
        colouring=colour_categories(codes, [f"<b>{k}" for k in range(n_colours)]),
        names=[RegionName(0, 7, 9, "bolt · ü</script>")],
        alt="a map",
    )


def read(payload):
    """What the browser's side reads, written a second time from the layout's description."""
    length = int.from_bytes(payload[:4], "little")
    header = json.loads(payload[4 : 4 + length])
    offset, arrays = -(-(4 + length) // 4) * 4, []
    kinds = [("<u2", 2 * header["n"]), ("<u2" if header["wide"] else "u1", header["n"])]
    for kind, count in [*kinds, ("u1", 3 * header["n_colours"])]:
        arrays.append(np.frombuffer(payload, kind, count, offset))
        offset += -(-arrays[-1].nbytes // 4) * 4
    assert offset == len(payload)
    return header, *arrays


@pytest.mark.parametrize("n", [0, 1, 2, 3, 1001])
@pytest.mark.parametrize("n_colours", [3, 255, 256, 300])
def test_what_is_written_is_read(n, n_colours):
    given = content(n, n_colours)
    header, positions, codes, colours = read(map_payload(given))
    np.testing.assert_array_equal(positions.reshape(-1, 2), given.positions)
    np.testing.assert_array_equal(codes, given.colouring.codes)
    np.testing.assert_array_equal(colours.reshape(-1, 3), given.colouring.colours)
    assert header["names"] == [[0, 7, 9, "bolt · ü</script>"]]
    assert header["alt"] == "a map"
    assert header["wide"] == (n_colours > 255)


def test_a_point_takes_about_five_bytes():
    assert len(map_payload(content(100_000, 133))) < 5.1 * 100_000


def test_the_legend_counts_what_it_leaves_out():
    header, *_ = read(map_payload(content(1000, 50)))
    rows, n_others = header["legend"]["rows"], header["legend"]["n_others"]
    assert len(rows) + n_others == 50
    assert rows[0][0].startswith("<b>")


def test_a_scale_tells_its_ends():
    given = content(10, 3)
    scale = colour_values(np.linspace(0, 1, 10), 0, 1, ("none", "all"))
    header, *_ = read(map_payload(MapContent(**{**vars(given), "colouring": scale})))
    assert header["legend"]["ends"] == ["none", "all"]
    assert len(header["legend"]["steps"]) > 5


def test_the_density_counts_every_document():
    positions = RNG.integers(0, 65_536, (5_000, 2)).astype(np.uint16)
    positions[:2] = [[0, 0], [65_535, 65_535]]
    cells, squares = density_figure(positions).data
    assert cells.customdata.sum() == 5_000
    assert cells.customdata.shape == (CELLS, CELLS)
    assert cells.customdata[0, 0] > 0
    assert cells.customdata[-1, -1] > 0
    assert len(squares.x) == np.count_nonzero(cells.customdata)
