-- Prepares a PostgreSQL database for Tupo, once, by an administrator. It may be run again.
--
--   createdb --encoding=UTF8 --template=template0 tupo
--   psql -v ON_ERROR_STOP=1 -d tupo -f prepare.sql
--   psql -d tupo -c '\password tupo_indicators'       (and so for each of the four roles)
--
-- Each service has a role and a schema of its own, both of one name. A role sees its own schema and no other's, and can
-- make nothing outside of it.
--
-- Where the server has the extension amcheck (on Debian it comes with the server) and the administrator may make it, the
-- roles may have their tables and indexes checked by it; `tupo admin check` tells where it did not.

DO $$
DECLARE
  service text;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  FOREACH service IN ARRAY ARRAY['tupo_indicators', 'tupo_investment', 'tupo_planning', 'tupo_reporting'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', service);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), service);
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, service);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
  END LOOP;
  BEGIN
    CREATE SCHEMA IF NOT EXISTS tupo_check;
    REVOKE ALL ON SCHEMA tupo_check FROM PUBLIC;
    CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA tupo_check;
    GRANT USAGE ON SCHEMA tupo_check TO tupo_indicators, tupo_investment, tupo_planning, tupo_reporting;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tupo_check
      TO tupo_indicators, tupo_investment, tupo_planning, tupo_reporting;
  EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'without amcheck: %', SQLERRM;
  END;
END
$$;
