"""Sign-in by LTI 1.3: a real hub, and a school's system that is played by this file."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("ltiauthenticator")
if os.name == "nt" or not shutil.which("npm"):
    pytest.skip("JupyterHub needs a Unix system, and its proxy Node.js", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parent))

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from harness import ROOT, Hub, running

sys.path.insert(0, str(ROOT / "classroom"))
from school import settings

CLIENT = "the course at this school"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
LESSON = "/hub/user-redirect/lab/tree/my_lessons/01_fundamentals.ipynb"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Platform:
    """A school's system: its address, and the key with which it signs."""

    address: str
    key: rsa.RSAPrivateKey = field(default_factory=new_key)

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def token(self, hub: Hub, student: str, **changes: Any) -> dict[str, Any]:
        """Return what the system says of a student who follows a link to a lesson."""
        now = int(time.time())
        return {
            "iss": self.address,
            "aud": CLIENT,
            "sub": student,
            "iat": now,
            "exp": now + 300,
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": "1",
            f"{CLAIM}target_link_uri": f"{hub.url}{LESSON}",
            f"{CLAIM}resource_link": {"id": "lesson 01"},
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
            **changes,
        }


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.jwks()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Platform(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()


@pytest.fixture(scope="module")
def hub(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    file = tmp_path_factory.mktemp("school") / "lti.json"
    said = {
        "issuer": platform.address,
        "authorize_url": f"{platform.address}/authorize",
        "jwks_endpoint": f"{platform.address}/keys",
        "client_id": CLIENT,
    }
    file.write_text(json.dumps(said), encoding="utf-8")
    with running(settings={"COURSE_CLASS_LTI": str(file), "COURSE_CLASS_PASSWORD": ""}) as started:
        yield started


def launch(
    hub: Hub, platform: Platform, student: str, key: rsa.RSAPrivateKey | None = None, **changes: Any
) -> tuple[requests.Session, requests.Response]:
    """Follow a link in the school's system as a browser does, and return it with the hub's last answer."""
    browser = requests.Session()
    asked = {
        "iss": platform.address,
        "login_hint": student,
        "target_link_uri": f"{hub.url}{LESSON}",
        "client_id": CLIENT,
    }
    sent = browser.post(f"{hub.url}/hub/lti13/oauth_login", data=asked, timeout=60, allow_redirects=False)
    assert sent.status_code == 302
    where = urlsplit(sent.headers["Location"])
    assert f"{where.scheme}://{where.netloc}" == platform.address
    query = {name: values[0] for name, values in parse_qs(where.query).items()}
    assert query["redirect_uri"] == f"{hub.url}/hub/lti13/oauth_callback"
    token = platform.token(hub, student, **{"nonce": query["nonce"], **changes})
    signed = jwt.encode(token, key or platform.key, algorithm="RS256", headers={"kid": "one"})
    form = {"id_token": signed, "state": query["state"]}
    return browser, browser.post(query["redirect_uri"], data=form, timeout=60, allow_redirects=False)


def name_of(hub: Hub, browser: requests.Session) -> str:
    """Return the name under which a browser is signed in; empty if it is not."""
    page = browser.get(f"{hub.url}/hub/home", timeout=60, allow_redirects=False)
    return page.text.partition('user: "')[2].partition('"')[0] if page.status_code == 200 else ""


def test_who_follows_the_schools_link_comes_to_the_lesson(hub: Hub, platform: Platform) -> None:
    browser, answer = launch(hub, platform, "7a3f")
    assert (answer.status_code, answer.headers["Location"]) == (302, LESSON)
    assert name_of(hub, browser) == "7a3f"


def test_a_name_that_is_no_folder_becomes_one_and_always_the_same(hub: Hub, platform: Platform) -> None:
    names = [
        name_of(hub, launch(hub, platform, student)[0]) for student in ("../ada", "../ada", "Ada Ü", "ada")
    ]
    assert names[0] == names[1]
    assert len({*names}) == 3
    assert names[3] == "ada"
    assert all(name.startswith("s-") and len(name) == 22 for name in names[:3])


@pytest.mark.parametrize(
    "changes",
    [{"aud": "another course"}, {"iss": "http://127.0.0.1:1"}, {"exp": 1}, {"nonce": "of another time"}],
    ids=str,
)
def test_who_is_not_sent_for_here_and_now_does_not_come_in(
    hub: Hub, platform: Platform, changes: dict[str, Any]
) -> None:
    browser, answer = launch(hub, platform, "eve", **changes)
    assert answer.status_code >= 400
    assert name_of(hub, browser) == ""


def test_what_another_key_signed_does_not_count(hub: Hub, platform: Platform) -> None:
    browser, answer = launch(hub, platform, "eve", key=new_key())
    assert answer.status_code >= 400
    assert name_of(hub, browser) == ""


def test_there_is_no_other_door(hub: Hub) -> None:
    page = requests.get(f"{hub.url}/hub/login", timeout=60)
    assert "class_password" not in page.text
    form = {"username": "eve", "password": "own word of eve", "class_password": ""}
    assert (
        requests.post(f"{hub.url}/hub/login", data=form, timeout=60, allow_redirects=False).status_code >= 400
    )


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("{", "no JSON file"),
        ("[]", "one object"),
        ('{"issuer": "https://a"}', "lacks authorize_url, jwks_endpoint, client_id"),
        (
            json.dumps(
                dict.fromkeys(("issuer", "authorize_url", "jwks_endpoint"), "http://a") | {"client_id": "1"}
            ),
            "https",
        ),
        (
            json.dumps(
                dict.fromkeys(("issuer", "authorize_url", "jwks_endpoint"), "https://a")
                | {"client_id": "1", "clientid": "1"}
            ),
            "has clientid",
        ),
    ],
)
def test_a_file_that_says_too_little_is_told(tmp_path: Path, said: str, problem: str) -> None:
    file = tmp_path / "lti.json"
    file.write_text(said, encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        settings(file)
