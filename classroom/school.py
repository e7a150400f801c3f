"""Sign-in from a school's own system (Moodle, Canvas and others) by LTI 1.3: a setting of the hub."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from class_hub import NAMES
from ltiauthenticator.lti13.auth import LTI13Authenticator

WANTED = ("issuer", "authorize_url", "jwks_endpoint", "client_id")


class SchoolAuthenticator(LTI13Authenticator):  # type: ignore[misc]
    """Lets in whom the school's system sends, under a name that can be the name of a folder."""

    def get_username(self, token: dict[str, Any]) -> str:
        """Return the system's name for the student, or where that is no name of a folder a digest of it."""
        told = str(super().get_username(token))
        if re.fullmatch(NAMES, told):
            return told
        return f"s-{hashlib.sha256(f'{self.issuer} {told}'.encode()).hexdigest()[:20]}"


def settings(path: Path) -> dict[str, str]:
    """Return what a school's file says of its system.

    Parameters
    ----------
    path
        A JSON file with `issuer`, `authorize_url`, `jwks_endpoint` and `client_id`, as the system prints them when the
        course is registered there; and, if students are to have names, `username_key`: the claim that holds one.

    Raises
    ------
    ValueError
        If the file is none, or lacks one of them; the message says which.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ValueError(
            f"COURSE_CLASS_LTI names {path}, which is no JSON file that can be read: {problem}"
        ) from None
    if not isinstance(said, dict):
        raise ValueError(f"{path} must hold one object: {{...}}.")
    missing = [name for name in WANTED if not isinstance(said.get(name), str) or not said[name].strip()]
    if missing:
        raise ValueError(
            f"{path} lacks {', '.join(missing)}: your school's system shows it where tools are registered."
        )
    if strange := sorted(set(said) - {*WANTED, "username_key"}):
        raise ValueError(
            f"{path} has {', '.join(strange)}, which is not known: {', '.join(WANTED)}, username_key."
        )
    for name in ("issuer", "authorize_url", "jwks_endpoint"):
        url = urlsplit(said[name])
        if url.scheme != "https" and url.hostname not in ("localhost", "127.0.0.1"):
            raise ValueError(f"{path}: {name} must begin with https://, and is {said[name]!r}.")
    return {name: str(text) for name, text in said.items()}
