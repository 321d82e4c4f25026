"""Which classes are taken for which?"""

from pages.shared.view import open_page

view = open_page("Which classes are taken for which?")
