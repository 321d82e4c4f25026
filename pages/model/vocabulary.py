"""Which words speak for a class?"""

from pages.shared.view import open_page

view = open_page("Which words speak for a class?")
