"""How a new database cluster is made, and what every database in it starts with."""

ROLE = "cms"
SUPERUSER = "postgres"

INITDB_FLAGS = (
    "--encoding=UTF8",
    # No wheel carries ICU; the builtin provider gives the same order on every machine.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    # The socket's folder admits its owner alone, so the socket itself need not ask.
    "--auth=trust",
    f"--username={SUPERUSER}",
    "--no-instructions",
)

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A tenant is about 70 tables, and a dump or a drop of many tenants locks them all at once.
    "max_locks_per_transaction": "256",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For databases that nobody will miss: a power cut may cost all of them.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

CREATE_ROLE = """
SELECT format('CREATE ROLE %I LOGIN CREATEDB', :'role')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \\gexec
"""
CREATE_DATABASE = """
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'role')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \\gexec
"""
# In a schema of their own, because pg_trgm would else sit in one tenant's schema only.
CREATE_EXTENSIONS = """
CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION :"role";
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA extensions;
GRANT USAGE ON SCHEMA extensions TO PUBLIC;
"""


def settings_file(*, durable: bool) -> str:
    """The lines that a new cluster's configuration gets on top of initdb's own."""
    chosen = {**SETTINGS, **({} if durable else FORGETFUL)}
    return "".join(f"{name} = '{value}'\n" for name, value in chosen.items())
