"""A PostgreSQL, a web server and a worker on this machine, for the demo and the tests; nothing outside is changed."""
