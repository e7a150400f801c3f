"""The course on The Littlest JupyterHub: goes to /opt/tljh/config/jupyterhub_config.d/lessons.py.

The course is cloned to /opt/course and installed in the students' Python (`classroom/README.md` has the commands).
TLJH keeps its own accounts, its own first-use passwords and its own systemd limits; this adds the lessons.
"""

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.Spawner.cmd = ["/opt/tljh/user/bin/python", "-m", "helpers.launch.hub.student"]
c.Spawner.default_url = "/lab/tree/my_lessons/00_start_here.ipynb"
# "counts" gathers what the class found hard, "names" each one's progress too; both tell the students so.
# `classroom/README.md` says how to read it.
c.Spawner.environment = {"COURSE_CLASS_GATHERS": ""}

# A page that a class-mate has made can act as whoever opens it, unless each student's pages have a subdomain. For that
# let YOUR-SERVER and *.YOUR-SERVER lead to this machine (with a certificate for both), and take away the first two
# letters of the next line.
# c.JupyterHub.subdomain_host = "https://YOUR-SERVER"
