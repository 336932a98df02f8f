"""Options that each kind of database needs."""

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA secure_delete=ON;"
)


def database_options(config: dict) -> dict:
    """SQLite writes through (FULL: an acknowledged row survives a power cut), takes its write lock at the start of a
    transaction (IMMEDIATE: without it eight writers fail) and overwrites what is deleted (earlier versions of a
    ballot box); PostgreSQL keeps its connections."""
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
        return config
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
