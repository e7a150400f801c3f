// Watches one row of the slider benchmark. At each animation frame, just before the page is painted, it reads
// a stamp of what the row shows: a new stamp is a new picture. Reading costs the same at each frame whether
// something changed or not, and is cheap next to a redraw.
(() => {
  // A stamp is undefined while the old picture still stands, and null where nothing is shown.
  const STAMPS = {
    text: (cell) => cell.querySelector(".bench-echo").textContent,
    // The alternative text comes with the picture and holds the value, so that a sharper picture of the same value
    // does not count.
    explorer: (cell) => cell.querySelector(".ir-explorer canvas").ariaLabel,
    image: (cell) => loaded([...cell.querySelectorAll(".jp-OutputArea img")].at(-1), "src"),
    canvas: (cell) => strip(cell.querySelector("canvas")),
    path: (cell) => cell.querySelector("path.js-line, path.line")?.getAttribute("d") ?? null,
  };
  let now = null;

  function loaded(image, attribute) {
    if (!image) return null;
    const same = image === now.image;
    if (!image.complete || image.naturalWidth === 0) return same ? undefined : null;
    now.image = image;
    return image.getAttribute(attribute);
  }

  function strip(canvas) {
    if (!canvas?.width) return null;
    // Four rows at half height: the curve crosses them at another place for each value.
    const { data } = canvas.getContext("2d").getImageData(0, canvas.height >> 1, canvas.width, 4);
    let sum = 0;
    for (const byte of data) sum = (sum * 31 + byte) | 0;
    return `${sum}`;
  }

  function tick() {
    if (!now) return;
    const stamp = STAMPS[now.kind](now.cell);
    const height = now.area.getBoundingClientRect().height;
    if (stamp === null) now.blank += 1;
    else if (stamp !== undefined && stamp !== now.last) {
      if (now.last !== undefined) now.changes.push(performance.now());
      now.last = stamp;
      now.touched = performance.now();
    }
    if (Math.abs(height - now.height) > 1) now.jumps += 1;
    now.height = height;
    requestAnimationFrame(tick);
  }

  addEventListener("keydown", (event) => now?.keys.push(event.timeStamp), true);
  addEventListener("mousemove", (event) => now?.moves.push(event.timeStamp), true);

  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  kernel.iopubMessage.connect((_, message) => {
    if (!now || message.header.msg_type !== "status" || message.parent_header.msg_type !== "comm_msg") return;
    now.kernel.push([message.content.execution_state, message.header.date]);
    now.touched = performance.now();
  });

  window.probe = {
    start(at, kind) {
      const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[at];
      const area = cell.querySelector(".jp-OutputArea");
      now = { cell, area, kind, last: undefined, height: area.getBoundingClientRect().height };
      Object.assign(now, { touched: performance.now(), changes: [], keys: [], moves: [], kernel: [], blank: 0, jumps: 0 });
      requestAnimationFrame(tick);
    },
    // The number of changes, once there are more than so many or patience, in ms, is at its end.
    async more(than, patience) {
      const end = performance.now() + patience;
      while (now.changes.length <= than && performance.now() < end) await new Promise(requestAnimationFrame);
      return now.changes.length;
    },
    // Wait until the kernel is idle and nothing has happened for so many ms.
    async rest(quiet, patience) {
      const end = performance.now() + patience;
      const moving = () => now.kernel.at(-1)?.[0] === "busy" || performance.now() < now.touched + quiet;
      while (moving() && performance.now() < end) await new Promise(requestAnimationFrame);
    },
    stop() {
      const { changes, keys, moves, kernel, blank, jumps, last } = now;
      now = null;
      return { changes, keys, moves, kernel, blank, jumps, last };
    },
  };
})();
