from entrepreneurs.admin import people  # noqa: F401 -- registers
