#!/bin/sh
# Makes the two roles and the database, once, when the data folder is still empty. PostgreSQL's image runs it.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set owner="$(cat /run/secrets/owner_password)" --set application="$(cat /run/secrets/application_password)" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner';
CREATE ROLE portal_app   LOGIN PASSWORD :'application';
ALTER ROLE portal_owner SET log_min_messages = 'log';
ALTER ROLE portal_app   SET log_min_messages = 'log';
CREATE DATABASE portal OWNER portal_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_app;
SQL
