"""JupyterHub for one class on one machine: what `python3 course.py classroom` starts.

Everything that varies comes from the environment; `helpers.launch.hub.classroom` sets it. A hub without a class
password does not start, nor one of root's that would run the students' code as root.
"""

import json
import os
import signal
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from class_hub import NAMES, ClassAuthenticator, OwnUserSpawner, reachable_for_others  # noqa: E402

from helpers.launch.hub.classroom import SHORTEST  # noqa: E402
from helpers.launch.hub.student import notice  # noqa: E402
from helpers.launch.votes import class_door  # noqa: E402

password = os.environ.get("COURSE_CLASS_PASSWORD", "")
school = os.environ.get("COURSE_CLASS_LTI", "")
if not school and len(password) < SHORTEST:
    sys.exit(
        f"A class needs a password: set COURSE_CLASS_PASSWORD to {SHORTEST} letters or more. There is no default."
    )
folder = Path(os.environ.get("COURSE_CLASS_FOLDER", ROOT / ".classroom")).resolve()
gathers = os.environ.get("COURSE_CLASS_GATHERS", "")
hub_folder, students = folder / "hub", folder / "students"
for each, mode in ((folder, 0o711), (hub_folder, 0o700), (students, 0o711)):
    each.mkdir(parents=True, exist_ok=True)
    each.chmod(mode)

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# Who may come in.
if school:
    from school import SchoolAuthenticator, settings

    try:
        told = settings(Path(school))
    except ValueError as problem:
        sys.exit(str(problem))
    c.JupyterHub.authenticator_class = SchoolAuthenticator
    c.SchoolAuthenticator.issuer = told["issuer"]
    c.SchoolAuthenticator.authorize_url = told["authorize_url"]
    c.SchoolAuthenticator.jwks_endpoint = told["jwks_endpoint"]
    c.SchoolAuthenticator.client_id = {told["client_id"]}
    # As a rule the school's system gives no names away, and the hub asks for none.
    c.SchoolAuthenticator.username_key = told.get("username_key", "sub")
    c.SchoolAuthenticator.tool_name = "Insulin resistance, a course in notebooks"
else:
    c.JupyterHub.authenticator_class = ClassAuthenticator
    c.ClassAuthenticator.class_password = password
    c.ClassAuthenticator.password_folder = str(hub_folder / "passwords")
    c.ClassAuthenticator.dbm_path = str(hub_folder / "passwords.dbm")  # of earlier versions
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = NAMES
c.JupyterHub.template_paths = [str(HERE / "templates")]
c.JupyterHub.template_vars = {"announcement": notice(gathers)}

# Where the hub listens, and what it keeps.
c.JupyterHub.bind_url = os.environ.get("COURSE_CLASS_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = os.environ.get("COURSE_CLASS_HUB_URL", "http://127.0.0.1:8081")
# With a domain whose every subdomain leads here, each student's pages are of an origin of their own.
c.JupyterHub.subdomain_host = os.environ.get("COURSE_CLASS_DOMAIN", "")
c.ConfigurableHTTPProxy.api_url = os.environ.get("COURSE_CLASS_PROXY_URL", "http://127.0.0.1:8001")
c.ConfigurableHTTPProxy.command = json.loads(
    os.environ.get("COURSE_CLASS_PROXY", '["configurable-http-proxy"]')
)
c.ConfigurableHTTPProxy.pid_file = str(hub_folder / "proxy.pid")
c.JupyterHub.pid_file = str(hub_folder / "hub.pid")
c.JupyterHub.db_url = f"sqlite:///{hub_folder / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(hub_folder / "cookie_secret")
c.JupyterHub.log_level = "WARN"
c.ConfigurableHTTPProxy.log_level = "error"

# Who closes the window in which the class runs ends it, as Ctrl-C does.
signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))

# What each student gets.
spawner: object = os.environ.get("COURSE_CLASS_SPAWNER", "simple")
if os.geteuid() == 0 and "COURSE_CLASS_SPAWNER" not in os.environ:
    if not reachable_for_others():
        sys.exit(
            f"Started by root, the hub gives each student a user id of their own, and none of them could run "
            f"{sys.executable} with the course in {ROOT}: move both out of root's own folders, or start the hub as "
            "an ordinary user."
        )
    spawner = OwnUserSpawner
c.JupyterHub.spawner_class = spawner
c.SimpleLocalProcessSpawner.home_dir_template = str(students / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "helpers.launch.hub.student"]
c.Spawner.default_url = "/lab/tree/my_lessons/00_start_here.ipynb"
key = class_door.key(folder / "votes")
c.Spawner.environment = {
    "COURSE_CLASS_GATHERS": gathers,
    class_door.PLACE: str(folder / "votes"),
    class_door.TICKET: lambda spawner: class_door.ticket(key, spawner.user.name),
}
# A whole class starts at once, and a small machine takes its time.
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.JupyterHub.concurrent_spawn_limit = 0
# A server that was killed is noticed soon, so that its student can start another.
c.Spawner.poll_interval = 5
