from entrepreneurs.admin import merging, people  # noqa: F401 -- register
