#!/bin/sh
# PostgreSQL's image runs this once, while its volume is still empty: a database for each service,
# and a role of the same name that owns it and may connect to no other.
set -e

database() { # name, password
  DB_PASSWORD=$2 psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set name="$1" \
    --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv password DB_PASSWORD
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

database teacher "$TEACHER_DB_PASSWORD"
database identity "$IDENTITY_DB_PASSWORD"
database student "$STUDENT_DB_PASSWORD"
database certificate "$CERTIFICATE_DB_PASSWORD"
database course "$COURSE_DB_PASSWORD"
database content "$CONTENT_DB_PASSWORD"
database notification "$NOTIFICATION_DB_PASSWORD"
