import numpy as np
import pytest

from analysis.sampling.map.regions import LEVELS, name_regions, within

SQUARE = [(100, 100), (300, 100), (300, 300), (100, 300)]


def test_documents_within_a_square():
    points = np.array([[200, 200], [99, 200], [301, 200], [200, 99], [299, 299]], dtype=np.uint16)
    np.testing.assert_array_equal(within(SQUARE, points), [0, 4])
    np.testing.assert_array_equal(within(SQUARE[::-1], points), [0, 4])


def test_a_dent_lies_outside():
    dented = [(0, 0), (400, 0), (400, 400), (200, 100), (0, 400)]
    points = np.array([[200, 50], [200, 300], [50, 200]], dtype=np.uint16)
    np.testing.assert_array_equal(within(dented, points), [0, 2])


def test_a_circle_encloses_what_is_nearer_than_its_radius():
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    circle = np.stack([30_000 + 9_000 * np.cos(angle), 30_000 + 9_000 * np.sin(angle)], axis=1)
    points = np.random.default_rng(0).integers(0, 65_535, (5_000, 2)).astype(np.uint16)
    distance = np.linalg.norm(points.astype(float) - 30_000, axis=1)
    clear = np.abs(distance - 9_000) > 5
    found = np.zeros(len(points), dtype=bool)
    found[within(circle.tolist(), points)] = True
    np.testing.assert_array_equal(found[clear], distance[clear] < 9_000)


@pytest.mark.parametrize("outline", [[], [(1, 1)], [(1, 1), (5, 5)]])
def test_fewer_than_three_corners_enclose_nothing(outline):
    assert len(within(outline, np.array([[1, 1], [3, 3]], dtype=np.uint16))) == 0


@pytest.fixture
def planted():
    """Two places, each with a word of its own beside one that all have."""
    generator = np.random.default_rng(0)
    left = generator.normal([10_000, 30_000], 500, (200, 2))
    right = generator.normal([50_000, 30_000], 500, (300, 2))
    texts = ["common flange"] * 200 + ["common gasket"] * 300
    return np.array(texts, dtype=object), np.vstack([left, right]).astype(np.uint16)


def test_regions_are_named_by_their_own_words(planted):
    names = name_regions(*planted)
    assert {name.level for name in names} == set(range(len(LEVELS)))
    for name in names:
        own = "flange" if name.x < 30_000 else "gasket"
        assert name.text.split(" · ")[0] == own
        assert {"flange": "gasket", "gasket": "flange"}[own] not in name.text


def test_names_stand_on_documents_and_are_the_same_each_time(planted):
    names = name_regions(*planted)
    places = {tuple(place) for place in planted[1].tolist()}
    assert {(name.x, name.y) for name in names} <= places
    assert names == name_regions(*planted)


def test_texts_without_words_have_no_names():
    texts = np.array(["!"] * 50, dtype=object)
    assert name_regions(texts, np.arange(100).reshape(50, 2).astype(np.uint16)) == ()


def test_identical_places_are_one_region():
    texts = np.array(["bolt nut"] * 20, dtype=object)
    names = name_regions(texts, np.full((20, 2), 7, dtype=np.uint16))
    assert [name.level for name in names] == [0, 1, 2]
