"""Settings as rows; what they mean and which values are good is known to ``app.settings``."""

import sqlite3
from collections.abc import Mapping


def all_settings(connection: sqlite3.Connection) -> dict[str, str]:
    """Every stored setting: JSON by name."""
    return dict(connection.execute("SELECT name, value FROM setting"))


def write_settings(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Store these settings and leave all others as they are."""
    connection.executemany(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        list(values.items()),
    )
