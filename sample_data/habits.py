"""How often each part of a text is written, for common, small and rejected classes."""

from dataclasses import dataclass

ABBREVIATED = 0.3  # share of words
MISSPELT = 0.04  # share of words
REPEATED = 0.05  # share of documents that say what another one says


@dataclass(frozen=True)
class Habits:
    """Chances with which the slots of a text are filled, a tuple with one entry a slot.

    Parameters
    ----------
    own, family, borrowed, everyday : tuple of float
        A word of the class, of its family, of any class, of none. ``own`` has three slots.
    material, remarks, maker : tuple of float
        Words that any item may have.
    sizes : tuple of float
        Sizes as they are usual in the family.
    code, part_number : tuple of float
        The item code, and the number of the maker; one slot each.
    """

    own: tuple[float, ...]
    family: tuple[float, ...]
    borrowed: tuple[float, ...]
    everyday: tuple[float, ...]
    material: tuple[float, ...]
    remarks: tuple[float, ...]
    maker: tuple[float, ...]
    sizes: tuple[float, ...]
    code: tuple[float, ...]
    part_number: tuple[float, ...]


COMMON = Habits(
    own=(0.77, 0.44, 0.2),
    family=(0.5, 0.25),
    borrowed=(0.25,),
    everyday=(0.03,),
    material=(0.35,),
    remarks=(0.35, 0.15),
    maker=(0.3,),
    sizes=(0.6, 0.3),
    code=(0.7,),
    part_number=(0.3,),
)
SMALL = Habits(
    own=(0.57, 0.2, 0.05),
    family=(0.4, 0.15),
    borrowed=(0.15,),
    everyday=(0.03,),
    material=(0.35,),
    remarks=(0.5, 0.25),
    maker=(0.35,),
    sizes=(0.6, 0.3),
    code=(0.9,),
    part_number=(0.4,),
)
# Three in five of the reject class's nouns are those of the classes.
REJECTED = Habits(
    own=(0.5, 0.4, 0.25),
    family=(0.4, 0.2),
    borrowed=(),
    everyday=(0.6, 0.4, 0.2),
    material=(0.2,),
    remarks=(0.35, 0.2),
    maker=(0.15,),
    sizes=(0.3,),
    code=(0.35,),
    part_number=(0.25,),
)
