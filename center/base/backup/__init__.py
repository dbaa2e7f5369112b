"""The database and the media in one archive, and back: what `manage.py backup` and `restore` are made of."""
