"""The Center's own domain and the Django project that carries the other apps."""
