from sample_data.words import read_classes, read_sections, read_units


def test_read_classes_gives_unique_names_and_prefixes():
    _, classes = read_classes()
    assert len({item.name for item in classes}) == len({item.prefix for item in classes}) == 132


def test_read_classes_gives_each_class_a_family_and_words_to_tell_it_by():
    families, classes = read_classes()
    assert {item.family for item in classes} == set(range(len(families)))
    shared = [set(families[item.family].words) for item in classes]
    own = [set(item.words) - words for item, words in zip(classes, shared, strict=True)]
    assert min(map(len, own)) >= 2


def test_read_units_knows_every_pattern_of_the_families():
    families, _ = read_classes()
    units = read_units()
    assert {pattern for family in families for pattern in family.units} <= set(units)
    assert units["dn#"][:2] == ("dn15", "dn20")


def test_read_sections_gives_words_by_title():
    assert set(read_sections("common.txt")) == {"materials", "remarks", "makers"}
    assert "catering" in read_sections("everyday.txt")["words"]
