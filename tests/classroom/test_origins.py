"""A class-mate's page, opened by another student in a real browser: with a domain it cannot act as them.

Without one it can, as `classroom/README.md` says; that it does so here shows that what the page tries is real.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("firstuseauthenticator")
if os.name == "nt" or not shutil.which("npm"):
    pytest.skip("JupyterHub needs a Unix system, and its proxy Node.js", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parent))

from harness import PASSWORD, Hub, running

from tests.browser.harness import chromium, launched

pytestmark = pytest.mark.browser

# In the class-mate's own folder: a page that needs no sign-in. He may do that, it is his server.
SETTINGS = "import sys; sys.path.insert(0, {folder!r})"
ENABLES = '{"ServerApp": {"jpserver_extensions": {"funny_page": true}}}'
SERVES = """
from jupyter_server.utils import url_path_join
from tornado import web


class Page(web.RequestHandler):
    def get(self):
        self.write("<!doctype html><title>Look at this</title>")


def _load_jupyter_server_extension(server):
    place = url_path_join(server.web_app.settings["base_url"], "funny")
    server.web_app.add_handlers(".*$", [(place, Page)])
"""
# What the page does once it is opened and clicked: from its own origin, and through a window of the other's.
ACTS = """async at => {
  const tried = [];
  const body = JSON.stringify({type: "file", format: "text", content: "ben was here"});
  const act = async (how, where, xsrf) => {
    for (const [method, path, sent] of [["PUT", "api/contents/stolen.txt", body], ["POST", "api/kernels", "{}"]]) {
      try {
        const headers = {"Content-Type": "application/json", ...(xsrf ? {"X-XSRFToken": xsrf} : {})};
        const done = await where.fetch(at + path, {method, body: sent, headers, credentials: "include"});
        tried.push([how, path, done.status]);
      } catch (refused) {
        tried.push([how, path, refused.name]);
      }
    }
  };
  await act("fetch", window);
  await fetch(at + "api/contents", {method: "POST", mode: "no-cors", body, credentials: "include"}).catch(() => {});
  const other = window.open(at + "lab");
  await new Promise(resolve => setTimeout(resolve, 15000));
  try {
    const xsrf = /(?:^|; )_xsrf=([^;]*)/.exec(other.document.cookie)[1];
    await act("window", other, decodeURIComponent(xsrf));
  } catch (refused) {
    tried.push(["window", "document", refused.name]);
  }
  const frame = document.body.appendChild(document.createElement("iframe"));
  frame.src = at + "lab";
  await new Promise(resolve => setTimeout(resolve, 3000));
  try {
    tried.push(["frame", "document", frame.contentDocument?.querySelector("#jupyter-config-data") ? 200 : "refused"]);
  } catch (refused) {
    tried.push(["frame", "document", refused.name]);
  }
  return tried;
}"""


def joined(browser: Any, hub: Hub, name: str) -> Any:
    """Return a page of a student who has just joined, with their server running."""
    page = browser.new_context().new_page()
    page.goto(f"{hub.url}/hub/login")
    page.locator("input[name=joining][value=new]").check()
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(f"own word of {name}")
    page.locator("input[name=class_password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/lab/**", timeout=120_000)
    return page


@pytest.mark.parametrize("domain", ["http://localhost:{port}", ""])
def test_a_class_mates_page_does_not_act_as_who_opens_it(domain: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    program = chromium()
    if program is None:
        pytest.skip("No Chromium was found.")
    with running(domain=domain) as hub, playwright() as started:
        own = hub.home("ben") / ".jupyter"
        (own / "jupyter_server_config.d").mkdir(parents=True)
        (own / "jupyter_server_config.d" / "funny.json").write_text(ENABLES)
        (own / "jupyter_server_config.py").write_text(SETTINGS.format(folder=str(own)))
        (own / "funny_page.py").write_text(SERVES)
        browser = launched(started, program)
        at = {}
        for name in ("ben", "ada"):
            page = joined(browser, hub, name)
            at[name] = page.url.partition(f"/user/{name}/")[0] + f"/user/{name}/"
        shown = page.context.new_page()
        shown.goto(at["ben"] + "funny")
        assert shown.title() == "Look at this"
        tried = shown.evaluate(ACTS, at["ada"])
        came = {(how, path): done for how, path, done in tried}
        stolen = (hub.home("ada") / "stolen.txt").exists()
        strange = [each.name for each in hub.home("ada").rglob("untitled*")]
        browser.close()
    if not domain:
        assert came["window", "api/contents/stolen.txt"] == 201, tried
        assert stolen
        return
    assert at["ada"].startswith("http://ada.localhost")
    assert not stolen, tried
    assert strange == []
    assert came["window", "document"] == "SecurityError", tried
    assert not [each for each in tried if each[2] in (200, 201)], tried
