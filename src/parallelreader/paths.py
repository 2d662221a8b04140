"""Where the program's own resources lie and where the user's things go."""

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_APP = "parallelreader"


def resource(*parts: str) -> Path:
    """The path of a bundled resource, packaged or in a checkout (an editable install has no copy)."""
    packaged = _PACKAGE / "resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parents[1] / "resources"
    return root.joinpath(*parts)


@dataclass(frozen=True, slots=True)
class UserFolders:
    """Where everything of the user's lives; the folders are made by whoever first writes there.

    ``data`` holds the notes and settings and must be kept; ``cache`` can be deleted at any time.
    """

    data: Path
    cache: Path

    @classmethod
    def standard(cls) -> "UserFolders":
        """The platform's own places."""
        import platformdirs

        return cls(
            data=Path(platformdirs.user_data_dir(_APP, appauthor=False)),
            cache=Path(platformdirs.user_cache_dir(_APP, appauthor=False)),
        )

    @classmethod
    def under(cls, folder: Path) -> "UserFolders":
        """Everything below one folder (``--data-dir``)."""
        return cls(data=folder, cache=folder / "cache")
