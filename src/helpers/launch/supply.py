"""What a student downloads: the sizes of the files that an installer would choose from a lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

# How the line in a lock begins that says the sizes.
DOWNLOAD = "# A student downloads, with Python 3.13: "
_PYTHON = (3, 13)
_SYSTEMS: dict[str, tuple[list[str], dict[str, str]]] = {
    "Linux": (
        [f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)]
        + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"],
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    ),
    "macOS": (
        list(mac_platforms((14, 0), "arm64")),
        {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    ),
    "Windows": (["win_amd64"], {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}),
}


def downloads(lock: Mapping[str, Any]) -> dict[str, int]:
    """Return the bytes that an installation downloads, by system.

    Parameters
    ----------
    lock
        A lock in the format of pylock.toml, with the size of every file.

    Raises
    ------
    ValueError
        If a package has no file for one of the systems.

    Examples
    --------
    >>> wheel = {"url": "https://example.org/one-1.0-py3-none-any.whl", "size": 7}
    >>> downloads({"packages": [{"name": "one", "wheels": [wheel]}]})
    {'Linux': 7, 'macOS': 7, 'Windows': 7}
    """
    return {system: sum(_size(package, system) for package in lock["packages"]) for system in _SYSTEMS}


def _size(package: Mapping[str, Any], system: str) -> int:
    platforms, values = _SYSTEMS[system]
    version = ".".join(map(str, _PYTHON))
    values = {**values, "python_version": version, "python_full_version": f"{version}.0"}
    values |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    if "marker" in package and not Marker(package["marker"]).evaluate(values):
        return 0
    rank: dict[Tag, int] = {}
    for tag in [*cpython_tags(_PYTHON, platforms=platforms), *compatible_tags(_PYTHON, "cp313", platforms)]:
        rank.setdefault(tag, len(rank))
    found = []
    for wheel in package.get("wheels", ()):
        tags = parse_wheel_filename(wheel["url"].rsplit("/", 1)[1])[3]
        fitting = [rank[tag] for tag in tags if tag in rank]
        if fitting:
            found.append((min(fitting), int(wheel["size"])))
    if found:
        return min(found)[1]
    if "sdist" not in package:
        raise ValueError(f"{package['name']} has no file for {system}.")
    return int(package["sdist"]["size"])
