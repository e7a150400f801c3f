"""What a class costs: students on a real JupyterHub on this machine, each of whom works through a lesson.

Every student signs in, opens a lesson, runs all of it, drags a slider for ten seconds and answers five exercises;
half-way, once, the student's server and kernel are killed and started again. All of them do each step at the same
time, which no class does: what is measured is the worst minute. Students talk to the hub as JupyterLab does, over
the kernel's websocket; what a browser costs is not in the figures, since it runs on the student's computer.

How much memory a lesson takes depends on the screen: an explorer at rest is drawn as finely as that shows it. So one
student more looks at every explorer of the two lessons that draw most, on screens of several densities: what the limits
in `classroom/` must leave room for.

``python3 course.py bench -- classroom`` runs it with 4 students; ``.venv/bin/python benchmarks/bench_classroom.py
--students 30`` as said. What a class costs beyond students (hub, proxy) stands in a line of its own.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "classroom"))

from harness import Hub, Kernel, Student, running  # noqa: E402

from helpers.exercises import banks  # noqa: E402
from helpers.forms import memory  # noqa: E402

STUDENTS = 4
LESSON = "01_fundamentals"
NUMBER = LESSON[:2]
DRAG_S = 10.0
PAUSE_S = 1 / 30  # a hand moves a handle no finer
ANSWERS = 5
BEFORE = 2  # answered before the kill
MEETINGS = 5  # times that all wait for all
HEAVIEST = ("07_biomarkers", "08_monitoring")
DENSITIES = (1.0, 2.0, 3.0)  # an office's screen, a Mac's, a telephone's
MIB = 2**20


@dataclass
class Measured:
    """What was measured of one student."""

    run_all_s: float = 0.0
    again_s: float = 0.0
    steps_ms: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    memory_mib: float = 0.0
    lost: int = ANSWERS + 1
    held: bool = False
    meetings: int = 0


def cells(student: Student, lesson: str = LESSON) -> list[str]:
    """Return the code of the student's copy of a lesson."""
    content = student.api("GET", f"api/contents/my_lessons/{lesson}.ipynb").json()["content"]
    return [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]


def run_all(kernel: Kernel, sources: Iterable[str]) -> tuple[float, list[dict[str, Any]]]:
    """Send every cell as *Run All* does, and return the seconds to the last answer, and the explorers opened."""
    start = time.perf_counter()
    sent = [
        kernel.send("execute_request", {"code": code, "silent": False, "stop_on_error": False})
        for code in sources
    ]
    opened: list[dict[str, Any]] = []
    while True:
        message = kernel.receive()
        if message["msg_type"] == "comm_open":
            opened.append(message["content"])
        at_rest = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
        if at_rest and message["parent_header"].get("msg_id") == sent[-1]:
            return time.perf_counter() - start, opened


def drag(kernel: Kernel, opened: list[dict[str, Any]]) -> list[float]:
    """Drag the first slider of the lesson's first explorer for ten seconds; return ms from move to picture."""
    comm = next(each for each in opened if each["data"].get("state", {}).get("spec", {}).get("controls"))
    spec = comm["data"]["state"]["spec"]
    at_rest = {each["name"]: each["start"] for each in spec["controls"]}
    slider = next(each for each in spec["controls"] if each["kind"] == "slider")
    steps, end, turn = [], time.perf_counter() + DRAG_S, 0
    while time.perf_counter() < end:
        turn += 1
        share = abs((turn / 40) % 2 - 1)
        value = slider["low"] + share * (slider["high"] - slider["low"])
        start = time.perf_counter()
        # While it moves, no page asks for a finer picture, whatever its screen.
        picture(kernel, comm, shown={**at_rest, slider["name"]: value}, seq=turn, ratio=1.0)
        taken = time.perf_counter() - start
        steps.append(1000 * taken)
        time.sleep(max(0.0, PAUSE_S - taken))
    return steps


def picture(kernel: Kernel, comm: dict[str, Any], **request: Any) -> None:
    """Ask an explorer for a picture, and wait for it."""
    data = {"method": "custom", "content": {"view": "bench", **request}}
    answered = kernel.until_idle(kernel.send("comm_msg", {"comm_id": comm["comm_id"], "data": data}))
    if not any(each.get("pictures") for each in answered if each["msg_type"] == "comm_msg"):
        raise RuntimeError(f"{request} brought no picture.")


def look(kernel: Kernel, opened: Iterable[dict[str, Any]], density: float) -> None:
    """Move each explorer and let it rest, as who goes through a lesson on a screen of this density."""
    for comm in opened:
        spec = comm["data"].get("state", {}).get("spec", {})
        if spec.get("controls"):
            shown = {each["name"]: each["start"] for each in spec["controls"]}
            picture(kernel, comm, shown=shown, seq=1, ratio=1.0)
            picture(kernel, comm, shown=shown, seq=2, ratio=density, settled=True)


def answer(kernel: Kernel, ids: Iterable[str]) -> None:
    """Answer questions rightly, as cells that the student ran."""
    kernel.run("from helpers.exercises import check, questions")
    for each in ids:
        told = kernel.run(f"check({each!r}, questions({NUMBER!r})[{each!r}].right_answer)")
        if "Right" not in told:
            raise RuntimeError(f"The right answer to {each} was not taken: {told}")


def typed(student: Student, text: str) -> None:
    """Write into the student's copy of the lesson and save it."""
    path = f"api/contents/my_lessons/{LESSON}.ipynb"
    model = student.api("GET", path).json()
    model["content"]["cells"][-1]["source"] = text
    body = {name: model[name] for name in ("type", "format", "content")}
    student.api("PUT", path, json=body).raise_for_status()


def processes(student: Student, hub: Hub) -> list[psutil.Process]:
    """Return the processes of a student's server and its kernels."""
    home = str(hub.home(student.name))
    found = []
    for process in psutil.Process(hub.process.pid).children(recursive=True):
        try:
            if process.environ().get("HOME") == home:
                found.append(process)
        except psutil.Error:
            continue
    return found


def cost(student: Student, hub: Hub) -> tuple[float, float]:
    """Return the CPU seconds of a student's processes so far, and their memory in MiB.

    A page that several processes share counts as a share for each, so that the sum over a class is right.
    """
    seconds = memory = 0.0
    for process in processes(student, hub):
        times = process.cpu_times()
        seconds += times.user + times.system
        memory += process.memory_full_info().pss / MIB
    return seconds, memory


def attend(hub: Hub, name: str, result: Measured, meet: Callable[[], None]) -> None:
    """Do what one student does, each step together with the others, and note what was measured."""
    student = Student(hub, name)
    ids = [each.id for each in banks.questions(NUMBER).values() if each.graded][:ANSWERS]
    if not student.sign_in():
        raise RuntimeError(f"{name} was not let in")
    student.start()
    sources = cells(student)
    meet()
    kernel = student.kernel(LESSON)
    result.run_all_s, opened = run_all(kernel, sources)
    meet()
    result.steps_ms = drag(kernel, opened)
    answer(kernel, ids[:BEFORE])
    typed(student, f"answers of {name}")
    result.cpu_s, result.memory_mib = cost(student, hub)
    meet()
    for process in processes(student, hub):
        process.kill()
    kernel.socket.close()
    student.start()
    meet()
    kernel = student.kernel(LESSON)
    result.again_s, _ = run_all(kernel, sources)
    answer(kernel, ids[BEFORE:])
    seconds, mebibytes = cost(student, hub)
    result.cpu_s, result.memory_mib = result.cpu_s + seconds, max(result.memory_mib, mebibytes)
    done = memory.solved(memory.attempts((hub.home(name) / ".learner" / memory.FILE).read_text()))
    path = f"api/contents/my_lessons/{LESSON}.ipynb"
    last = student.api("GET", path).json()["content"]["cells"][-1]["source"]
    result.lost = sum(each not in done for each in ids) + (last != f"answers of {name}")
    result.held = True
    meet()


def on_screens(hub: Hub) -> list[float]:
    """Return the memory of a student who has seen all of the heaviest lessons, for each density in turn."""
    student = Student(hub, "screens")
    if not student.sign_in():
        raise RuntimeError("One student more was not let in.")
    student.start()
    lessons = []
    for lesson in HEAVIEST:
        kernel = student.kernel(lesson)
        lessons.append((kernel, run_all(kernel, cells(student, lesson))[1]))
    memory = []
    for density in DENSITIES:
        for kernel, opened in lessons:
            look(kernel, opened, density)
        memory.append(cost(student, hub)[1])
    return memory


def measure(hub: Hub, name: str, together: threading.Barrier) -> Measured:
    """Return what was measured of a student, also of one who could not go on."""
    result = Measured()

    def meet() -> None:
        result.meetings += 1
        together.wait()

    try:
        attend(hub, name, result, meet)
    except Exception as error:
        print(f"{name} was not held: {error!r}", file=sys.stderr)
        while result.meetings < MEETINGS:  # the others do not wait for this one
            meet()
    return result


def table(students: int = STUDENTS) -> str:
    """Return the table as Markdown."""
    names = [f"student{number:02}" for number in range(1, students + 1)]
    together = threading.Barrier(students, timeout=900)
    with running() as hub, ThreadPoolExecutor(students) as pool:
        start = time.perf_counter()
        waiting = [pool.submit(measure, hub, name, together) for name in names]
        measured = [each.result() for each in waiting]
        taken = time.perf_counter() - start
        shared = [psutil.Process(hub.process.pid)]
        shared += [
            each for each in shared[0].children() if "configurable-http-proxy" in " ".join(each.cmdline())
        ]
        times = [each.cpu_times() for each in shared]
        seconds = sum(each.user + each.system for each in times)
        memory = sum(each.memory_full_info().pss for each in shared) / MIB
        dense = on_screens(hub)
    held = [each for each in measured if each.held]
    if not held:
        return f"No student of {students} was held.\n"
    runs = [each.run_all_s for each in held] + [each.again_s for each in held]
    steps = [step for each in held for step in each.steps_ms]
    rows = [
        ("students held", f"{len(held)} of {students}"),
        ("answers lost", f"{sum(each.lost for each in measured)} of {students * (ANSWERS + 1)}"),
        ("memory a student, MiB: median, largest", _pair([each.memory_mib for each in held], max)),
        ("memory of hub and proxy, MiB", f"{memory:.0f}"),
        ("CPU seconds a student, both servers and kernels", f"{median(each.cpu_s for each in held):.1f}"),
        ("CPU seconds of hub and proxy", f"{seconds:.1f}"),
        ("run all, s: median, p95", _pair(runs, p95)),
        ("slider step, ms: median, p95", _pair(steps, p95)),
        ("slider steps a second and student", f"{len(steps) / DRAG_S / len(held):.1f}"),
        ("the whole, s", f"{taken:.0f}"),
        (
            f"memory of one with lessons {' and '.join(each[:2] for each in HEAVIEST)} open, every explorer looked at, "
            f"on a screen of density {', '.join(f'{each:g}' for each in DENSITIES)}, MiB",
            ", ".join(f"{each:.0f}" for each in dense),
        ),
    ]
    head = f"| {students} students at once, {psutil.cpu_count()} processors |  |\n|---|---|"
    return "\n".join([head, *(f"| {what} | {value} |" for what, value in rows), ""])


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _pair(values: list[float], other: Callable[[list[float]], float]) -> str:
    return f"{median(values):.3g}, {other(values):.3g}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=STUDENTS)
    print(table(parser.parse_args().students))
