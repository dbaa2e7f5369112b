"""Forms of the public pages and of the entrepreneurs' own pages, a module for each kind."""
