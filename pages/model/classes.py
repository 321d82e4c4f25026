"""Which classes fail, and why?"""

from pages.shared.view import open_page

view = open_page("Which classes fail, and why?")
