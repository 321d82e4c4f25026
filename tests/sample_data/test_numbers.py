import numpy as np

from sample_data.numbers import item_codes, part_numbers


def test_item_codes_glue_five_digits_to_the_prefix():
    codes = item_codes(np.random.default_rng(0), np.full((50, 1), "FLG", dtype=object))
    assert codes.shape == (50, 1)
    assert all(
        code.startswith("FLG") and code[3:].isdigit() and len(code) == 8 for (code,) in codes
    )


def test_part_numbers_have_four_and_three_digits():
    (first, second) = part_numbers(np.random.default_rng(0), (1,))[0].split("-")
    assert (len(first), len(second)) == (4, 3)
