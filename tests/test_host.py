"""What a public host reads: workflows, forms, licences, citation, hooks. Each is checked by the tool that reads it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOST = ROOT / ".github"
WORKFLOWS = sorted((HOST / "workflows").glob("*.yml"))
HOOKS = ROOT / ".ci" / "pre-commit.yaml"


def tool(name: str, *arguments: str | Path) -> str:
    """Run a tool of the environment, which must find nothing wrong, and return what it prints."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program, f"{name} is not in the environment"
    command = [program, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tracked() -> list[str]:
    """Return the files of the repository, relative to its top."""
    command = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        pytest.skip("there is no git")
    if done.returncode != 0:
        pytest.skip("this copy is no clone")
    return [name for name in done.stdout.split("\0") if name]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", sorted((HOST / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))),
        ("github-issue-config", [HOST / "ISSUE_TEMPLATE" / "config.yml"]),
        ("dependabot", [HOST / "dependabot.yml"]),
        ("citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_files_for_the_host_have_its_form(schema: str, files: list[Path]) -> None:
    form = [] if schema != "citation-file-format" else ["--force-filetype", "yaml"]
    tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *form, *files)


def test_workflows_are_safe() -> None:
    """Among other things: actions pinned by hash, no more permissions than needed, no text put into a shell."""
    tool("zizmor", "--offline", "--no-progress", "--persona=pedantic", *WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_only_read_and_say_their_versions(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    assert [each for each in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_call_the_commands_that_everybody_has(path: Path, course: Any) -> None:
    steps = [step for job in read(path)["jobs"].values() for step in job["steps"]]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands
    for command in commands:
        program, *arguments = shlex.split(command)
        if program.startswith(".ci/"):
            assert (ROOT / program).is_file(), command
            assert arguments == [], command
        else:
            assert program in ("python", "python3"), command
            assert arguments[0] == "course.py", command
            course.read(arguments[1:])  # ends the test where there is no such command or option


def test_every_python_that_the_course_promises_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    promised = {f"3.{minor}" for minor in range(11, 15)}
    for job in ("everything", "elsewhere"):
        matrix = read(HOST / "workflows" / "nightly.yml")["jobs"][job]["strategy"]["matrix"]
        assert set(matrix["python"]) == promised, job
    quick = read(HOST / "workflows" / "checks.yml")["jobs"]["quick"]["strategy"]["matrix"]["python"]
    assert {min(promised), max(promised)} <= set(quick)


def test_every_file_says_its_licence() -> None:
    tracked()  # without git, the environment in .venv would be taken for a part of the course
    tool("reuse", "lint", "--quiet")


def test_tables_have_the_licence_that_their_description_names() -> None:
    described = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    files = [f"data/{table['path']}" for table in described["resources"]]
    told = json.loads(tool("reuse", "lint", "--json"))["files"]
    found = {each["path"]: [one["value"] for one in each["spdx_expressions"]] for each in told}
    for table, path in zip(described["resources"], files, strict=True):
        assert found[path] == [licence["name"] for licence in table["licenses"]], path


def test_one_version_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = read(ROOT / "CITATION.cff")
    newest = re.search(r"^## (\S+) \((\S+)\)$", (ROOT / "docs" / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert newest.groups() == (version, str(citation["date-released"]))
    assert citation["version"] == version


def test_hooks_are_in_the_environment_and_fetch_nothing() -> None:
    tool("pre-commit", "validate-config", HOOKS)
    repositories = read(HOOKS)["repos"]
    assert [each["repo"] for each in repositories] == ["local"]
    for hook in repositories[0]["hooks"]:
        assert hook["language"] == "system", hook["id"]
        program, *arguments = shlex.split(hook["entry"])
        tool(program, "--version")
        for argument in arguments:
            assert not argument.startswith("tests/") or (ROOT / argument).is_file(), hook["id"]


def test_the_container_has_what_the_two_commands_need() -> None:
    """Python and nothing else: `python3 course.py` sets up the rest."""
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    python = re.fullmatch(r"mcr\.microsoft\.com/devcontainers/python:3\.(\d+)-\w+", container["image"])
    assert python
    assert 11 <= int(python[1]) <= 14
    interpreter = container["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert interpreter.endswith("/.venv/bin/python")


def test_few_things_stand_at_the_top() -> None:
    """What somebody sees who lists the folder; what hosts and tools want there has a dot before its name."""
    shown = {name.split("/")[0] for name in tracked() if not name.startswith(".")}
    assert len(shown) <= 18, sorted(shown)


def test_files_keep_to_the_editors_settings() -> None:
    """As .editorconfig has it: UTF-8, line feeds, no space at a line's end, a line feed at the end."""
    exempt = (".png", ".ipynb", ".xml", "fontlist-v330.json")
    wrong = []
    for name in tracked():
        path = ROOT / name
        if name.endswith(exempt) or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8")
        if text and ("\r" in text or not text.endswith("\n") or re.search(r"[ \t]$", text, re.MULTILINE)):
            wrong.append(name)
    assert wrong == []
