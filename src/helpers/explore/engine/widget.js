// One explorer in the browser: controls, picture, sentence. The kernel computes and draws; this file asks
// for frames and shows them. At most two requests are under way: values that change meanwhile collapse into
// the newest, so that a wild drag never queues up work and always ends on the right picture. A picture that moves
// comes as the tiles that differ from a ground which the page keeps: they are on the canvas as soon as they are here.
// While a slider has the focus or the pointer and nothing is under way, the positions beside its own are asked ahead,
// one at a time, and kept: the next key shows at once.

const IN_FLIGHT = 2;
const LAYOUT_MS = 30; // after which a page that has just been given an explorer knows its width
const SETTLE_MS = 250; // after the last move: the crisp picture, and the sentence is announced
// How many positions are asked ahead, after how long a quiet, and what answer is too slow for that: in a class many
// share a processor, and a slider that jumps about must cost the others nothing.
const SHARED = location.pathname.includes("/user/");
const AHEAD = SHARED ? 4 : 8;
const QUIET_MS = SHARED ? 350 : 60;
const SLOW_MS = SHARED ? 60 : Infinity;
const KEPT_BYTES = 16e6;
const NEAR = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname); // the kernel is on this computer
// What is said where no answer comes, and after how long; a page that is no notebook has words of its own.
const WORDS = {
  wait: 15000,
  lost: "The kernel has not answered yet: it is busy, or it was restarted. If it stays so, run this cell again.",
  ended: "The kernel was restarted or has ended: run this cell again.",
};

function render({ model, el }) {
  const words = { ...WORDS, ...model.get("words") };
  const view = `ir-${Math.random().toString(36).slice(2)}`; // ids of one page must not meet
  const root = make("div", { class: "ir-explorer", role: "group" });
  el.replaceChildren(root);

  let spec, shown, layout, inputs, picture, sentence, live, problem, table, tableButton;
  let sent = 0, answered = 0, drawn = 0, pending = null, ground = null, settleTimer, lostTimer, describing = false, drawnAt = 0;
  const asked = new Map(); // by number of request: what for, and when
  const kept = new Map(); // by what is shown: pictures that moved, the latest last
  let held = null, direction = 1, ahead = 0, turn = 0, quietUntil = 0, took = 0, aheadTimer;
  const ended = new AbortController();
  // A window that is resized, a slide that comes up: the picture is drawn again for the pixels it now has.
  const resized = new ResizeObserver(refit);

  function refit() {
    const fits = lay();
    if (drawnAt && picture.clientWidth && (!fits || Math.abs(crisp() / drawnAt - 1) > 0.02)) settleSoon(SETTLE_MS);
  }

  // A drawing for the room that there is: side by side or stacked. Tells whether it is the one that was.
  function lay() {
    const room = root.clientWidth;
    const fit = (room && spec.sizes.findLast(({ least }) => least <= room)) || spec.sizes.at(-1);
    if (fit === layout) return true;
    layout = fit;
    const { width, height } = layout;
    root.classList.toggle("ir-narrow", layout !== spec.sizes.at(-1));
    root.style.setProperty("--ir-shape", height / width);
    picture.style.aspectRatio = `${width} / ${height}`;
    picture.style.setProperty("--ir-aspect", width / height);
    return false;
  }

  // A page that is zoomed or goes to another monitor has other pixels, and may be as wide as before.
  function watchDensity() {
    const now = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    now.addEventListener("change", () => { refit(); watchDensity(); }, { once: true, signal: ended.signal });
  }

  function build() {
    spec = model.get("spec");
    shown = { ...startOf(spec), ...model.get("shown") };
    inputs = new Map();
    makeWay({});
    held = null; // until a slider of the new ones is
    const titleId = `${view}-title`;
    const title = make("p", { class: "ir-title", id: titleId }, spec.title);
    if (spec.schematic) title.append(" ", make("span", { class: "ir-badge" }, "schematic"));
    const controls = make("div", { class: "ir-controls" });
    for (const control of spec.controls) {
      const { node, set } = BUILDERS[control.kind](control, view, (value) => change(control.name, value));
      inputs.set(control.name, set);
      if (control.kind === "slider") follow(node, control);
      controls.append(node);
    }
    const buttons = make("div", { class: "ir-buttons", role: "group", "aria-label": "Presets and view" });
    for (const preset of spec.presets) buttons.append(button(preset.name, () => jump(preset.shown)));
    buttons.append(button("Reset", () => jump(startOf(spec)), "ir-quiet"));
    tableButton = button("Show the numbers", toggleTable, "ir-quiet");
    tableButton.setAttribute("aria-expanded", "false");
    buttons.append(tableButton);
    picture = make("canvas", { class: "ir-picture", role: "img", "aria-label": spec.title }); // until it says more
    sentence = make("p", { class: "ir-sentence" });
    live = make("p", { class: "ir-unseen", "aria-live": "polite" });
    problem = make("p", { class: "ir-problem", role: "alert", hidden: "" });
    table = make("div", { class: "ir-table", tabindex: "0", role: "group", "aria-label": "The figure's numbers", hidden: "" });
    root.setAttribute("aria-labelledby", titleId);
    root.replaceChildren(title, controls, buttons, picture, sentence, problem, live, table);
    layout = null;
    lay();
    Object.assign(picture, { width: layout.width, height: layout.height });
    for (const [name, set] of inputs) set(shown[name]);
    const first = model.get("first");
    if ((first?.byteLength || first?.then) && !Object.keys(model.get("shown")).length) {
      const start = { seq: 0, type: "image/png", sentence: model.get("said") };
      Promise.resolve(first).then((bytes) => show(start, [bytes])).catch(() => {});
    }
    root.setAttribute("aria-busy", "true");
    resized.disconnect();
    resized.observe(picture);
    settleSoon(LAYOUT_MS);
  }

  // Pixels of the picture per unit of its drawing: while moving no finer than the drawing itself.
  function crisp() {
    return ((picture.clientWidth || layout.width) / layout.width) * (window.devicePixelRatio || 1);
  }

  // While moving no finer than the widest drawing itself: a narrow one has fewer pixels to spend.
  function finest() {
    const { width, height } = spec.sizes.at(-1);
    return Math.max(1, Math.sqrt((width * height) / (layout.width * layout.height)));
  }

  function moving() {
    return Math.min(finest(), crisp());
  }

  function change(name, value) {
    if (value !== shown[name]) direction = value > shown[name] ? 1 : -1;
    shown = { ...shown, [name]: value };
    const ratio = moving();
    const known = kept.get(keyOf(shown, ratio));
    settleSoon(SETTLE_MS);
    if (known) {
      pending = null;
      root.setAttribute("aria-busy", "true");
      reveal(known, sent + 0.5); // later than all that is under way
    } else {
      quietUntil = performance.now() + QUIET_MS;
      ask({ ratio });
    }
    lookAhead();
  }

  // ---- positions asked ahead

  function keyOf(values, ratio) {
    return `${layout.width} ${ratio} ${JSON.stringify(values)}`;
  }

  function follow(node, control) {
    const range = node.querySelector("input[type=range]");
    const hold = () => {
      held = control;
      document.dispatchEvent(new CustomEvent("ir-hold", { detail: view }));
      lookAhead();
    };
    const leave = () => {
      if (held === control && document.activeElement !== range && !range.matches(":hover")) held = null;
    };
    for (const kind of ["focus", "pointerenter"]) range.addEventListener(kind, hold);
    for (const kind of ["blur", "pointerleave"]) range.addEventListener(kind, leave);
  }

  function lookAhead() {
    clearTimeout(aheadTimer);
    if (!held || ahead || pending || answered < sent || took > SLOW_MS) return;
    const wait = quietUntil - performance.now();
    if (wait > 0) {
      aheadTimer = setTimeout(lookAhead, wait);
      return;
    }
    const ratio = moving();
    const next = neighbours().find((values) => !kept.has(keyOf(values, ratio)));
    if (!next) return;
    ahead = turn -= 1;
    asked.set(ahead, { key: keyOf(next, ratio), at: performance.now() });
    try {
      model.send({ view, seq: ahead, shown: next, width: layout.width, ground: ground?.name ?? "", near: NEAR, ratio });
    } catch {
      held = null; // the next move says what is wrong
    }
  }

  // Nearest first, and of two the one in the direction of the last move.
  function neighbours() {
    const { name, low, high, step } = held;
    const at = [];
    for (let steps = 1; steps <= AHEAD / 2; steps += 1) at.push(direction * steps, -direction * steps);
    const values = at.map((steps) => Number((shown[name] + steps * step).toFixed(9)));
    return values.filter((value) => value >= low && value <= high).map((value) => ({ ...shown, [name]: value }));
  }

  async function learn(message, buffers, key) {
    if (!message.problem) await show(message, buffers, key);
    if (message.seq !== ahead) return;
    ahead = 0;
    if (kept.has(key)) lookAhead();
  }

  function keep(key, seen) {
    kept.delete(key);
    kept.set(key, seen);
    let bytes = 0;
    for (const [each, { size }] of [...kept].reverse()) {
      bytes += size;
      if (bytes > KEPT_BYTES) drop(each);
    }
  }

  function drop(key) {
    const { whole, bitmap } = kept.get(key);
    kept.delete(key);
    if (whole) bitmap.close();
  }

  // A page keeps the pictures of one explorer: the one in hand.
  function makeWay({ detail }) {
    if (detail !== view) [...kept.keys()].forEach(drop);
  }

  function settleSoon(after) {
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, after);
  }

  function jump(values) {
    shown = { ...values };
    for (const [name, set] of inputs) set(shown[name]);
    settle();
  }

  function settle() {
    clearTimeout(settleTimer);
    describing = true;
    lay();
    drawnAt = crisp();
    ask({ settled: true, ratio: drawnAt, table: !table.hidden });
    model.set("shown", shown);
    attempt(() => model.save_changes());
  }

  // JupyterLab refuses to send for a widget whose kernel is gone.
  function attempt(send) {
    try {
      send();
    } catch {
      answered = sent;
      pending = null;
      describing = false;
      clearTimeout(lostTimer);
      root.setAttribute("aria-busy", "false");
      warn(words.ended);
    }
  }

  function ask(extra) {
    root.setAttribute("aria-busy", "true");
    if (sent - answered >= IN_FLIGHT) {
      pending = extra;
      return;
    }
    pending = null;
    ahead = 0; // a page may leave out what was asked before
    sent += 1;
    if (!extra.settled) asked.set(sent, { key: keyOf(shown, extra.ratio), at: performance.now() });
    clearTimeout(lostTimer);
    lostTimer = setTimeout(lost, words.wait);
    attempt(() => model.send({ view, seq: sent, shown, width: layout.width, ground: ground?.name ?? "", near: NEAR, ...extra }));
  }

  function lost() {
    if (answered >= sent) return;
    answered = sent;
    root.setAttribute("aria-busy", "false");
    if (pending) ask(pending);
    else {
      if (!root.classList.contains("ir-answered")) startAgain();
      warn(words.lost);
    }
  }

  // Where nobody ever answered, controls must not say other things than the picture.
  function startAgain() {
    shown = startOf(spec);
    for (const [name, set] of inputs) set(shown[name]);
    const first = model.get("first");
    if (first?.byteLength) void show({ seq: drawn, type: "image/png", sentence: model.get("said") }, [first]);
  }

  function receive(message, buffers) {
    if (message.view !== view) return;
    root.classList.add("ir-answered");
    const was = asked.get(message.seq);
    asked.delete(message.seq);
    if (was) took = performance.now() - was.at;
    if (message.seq < 0) {
      void learn(message, buffers, was?.key);
      return;
    }
    answered = Math.max(answered, message.seq);
    if (answered >= sent) clearTimeout(lostTimer);
    if (message.problem) {
      describing = false;
      drawn = Math.max(drawn, message.seq);
      warn(message.problem);
    } else void show(message, buffers, was?.key);
    // What moved comes to rest, and only then it is no longer busy; a problem is at rest at once.
    if (pending) ask(pending);
    else if (answered >= sent && message.problem) root.setAttribute("aria-busy", "false");
    lookAhead();
  }

  async function show(message, buffers, key) {
    const on = picture;
    const seen = await opened(message, buffers);
    if (!seen || on !== picture) return;
    const painted = message.seq > -1 && reveal(seen, message.seq);
    if (key) keep(key, seen);
    else if (seen.whole) seen.bitmap.close();
    if (!painted) return;
    if (message.table) fill(table, message.table);
    const rests = describing || (message.seq > 0 && message.type === "image/png");
    if (rests && !pending && answered >= sent) {
      describing = false;
      if (live.textContent !== message.sentence) live.textContent = message.sentence;
      root.setAttribute("aria-busy", "false");
    }
  }

  // What a message shows, ready to be painted.
  async function opened(message, buffers) {
    if (message.type === "tiles") return tiled(message, buffers);
    let bitmap = await unpacked(buffers[0], message.type);
    // A saved picture is for the finest screens; a lesson has ten of them, and each pixel takes four bytes.
    const enough = Math.round(layout.width * crisp());
    if (message.seq === 0 && bitmap.width > enough) {
      const fine = bitmap;
      bitmap = await createImageBitmap(fine, { resizeWidth: enough, resizeQuality: "high" });
      fine.close();
    }
    return { sentence: message.sentence, bitmap, whole: true, size: 4 * bitmap.width * bitmap.height };
  }

  // Whether it was painted: of two that were under way the newer may be here first.
  function reveal(seen, at) {
    if (at < drawn) return false;
    drawn = at;
    paint(seen);
    problem.hidden = true;
    picture.setAttribute("aria-label", seen.sentence);
    sentence.textContent = seen.sentence;
    return true;
  }

  async function tiled({ sentence: said, ground: name, side, packed }, [places, pixels, under]) {
    // Nothing is awaited that need not be: the picture is to be there in the next frame.
    if (under) ground = { name, bitmap: await unpacked(under, "image/png") };
    else if (ground?.name !== name) return null; // another has come meanwhile
    const { bitmap } = ground;
    const bare = packed ? await inflated(pixels) : copied(pixels);
    const strip = bare.byteLength ? new ImageData(new Uint8ClampedArray(bare), side) : null;
    return { sentence: said, bitmap, strip, side, places: new Uint16Array(copied(places)), size: bare.byteLength };
  }

  function paint({ bitmap, strip = null, side, places }) {
    if (picture.width !== bitmap.width) picture.width = bitmap.width;
    if (picture.height !== bitmap.height) picture.height = bitmap.height;
    const context = picture.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    for (let at = 0; strip && at < places.length / 2; at += 1) {
      const [left, top] = places.subarray(2 * at);
      context.putImageData(strip, left, top - at * side, 0, at * side, side, side);
    }
  }

  function warn(text) {
    problem.textContent = text;
    problem.hidden = false;
  }

  function toggleTable() {
    table.hidden = !table.hidden;
    tableButton.textContent = table.hidden ? "Show the numbers" : "Hide the numbers";
    tableButton.setAttribute("aria-expanded", String(!table.hidden));
    if (!table.hidden) settle();
  }

  build();
  watchDensity();
  document.addEventListener("ir-hold", makeWay, { signal: ended.signal });
  model.on("msg:custom", receive);
  model.on("change:spec", build);
  return () => {
    model.off("msg:custom", receive);
    model.off("change:spec", build);
    resized.disconnect();
    ended.abort();
    attempt(() => model.send({ view, gone: true }));
    clearTimeout(settleTimer);
    clearTimeout(lostTimer);
  };
}

const BUILDERS = {
  slider(control, view, changed) {
    const { low, high, step, decimals, unit } = control;
    const named = unit ? `${control.label}, ${unit}` : control.label;
    const id = `${view}-${control.name}`;
    const range = make("input", { type: "range", min: low, max: high, step, "aria-label": named });
    // As text, since a box for numbers makes 15 of "1,5" where the browser speaks English.
    const box = make("input", { type: "text", id, inputmode: "decimal", autocomplete: "off" });
    const label = make("label", { for: id }, control.label);
    if (unit) label.append(" ", make("span", { class: "ir-unit" }, unit));
    const set = (value) => {
      range.value = value;
      range.setAttribute("aria-valuetext", `${Number(value).toFixed(decimals)} ${unit}`.trim());
      if (document.activeElement !== box) box.value = Number(value).toFixed(decimals);
    };
    // Without this JupyterLab's shortcuts take the arrow keys.
    for (const input of [range, box]) input.dataset.lmSuppressShortcuts = "true";
    range.addEventListener("input", () => {
      const value = Number(range.value);
      set(value);
      box.value = value.toFixed(decimals);
      changed(value);
    });
    // What was typed and cannot be shown as it is.
    const told = make("p", { class: "ir-beyond", role: "alert", hidden: "" });
    const put = (value) => {
      box.value = value.toFixed(decimals);
      set(value);
      changed(value);
    };
    box.addEventListener("input", () => {
      const { value } = typedNumber(box.value, control);
      told.hidden = true;
      if (!(value >= low && value <= high)) return;
      set(value);
      changed(value);
    });
    let taken;
    const take = () => {
      const text = box.value.trim();
      if (text === taken) return; // When the box is left after Enter, what was said stays.
      const { value, problem } = typedNumber(text, control);
      // What cannot be used goes to the nearest that can, or back to where it was, and that is said.
      const near = Number.isFinite(value) ? Math.min(Math.max(value, low), high) : Number(range.value);
      put(Number(near.toFixed(decimals)));
      const span = `${low.toFixed(decimals)} to ${high.toFixed(decimals)} ${unit}`.trim();
      told.hidden = !problem && value >= low && value <= high;
      const why = problem ?? `${text} is beyond the range here, ${span}`;
      told.textContent = told.hidden ? "" : `${why}: ${box.value} is shown.`;
      taken = box.value;
    };
    box.addEventListener("change", take);
    box.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way && event.key !== "Enter") return;
      event.preventDefault();
      // In JupyterLab no change comes of Enter.
      if (!way) return take();
      told.hidden = true;
      put(Number(Math.min(Math.max(Number(range.value) + way * step, low), high).toFixed(decimals)));
    });
    return { node: wrap("ir-control", label, wrap("ir-row", range, box), told), set };
  },

  choice(control, view, changed) {
    const field = make("fieldset", { class: "ir-control ir-choice" });
    field.append(make("legend", {}, control.label));
    const radios = control.options.map(([value, text]) => {
      const radio = make("input", { type: "radio", name: `${view}-${control.name}`, value });
      radio.dataset.lmSuppressShortcuts = "true";
      radio.addEventListener("change", () => radio.checked && changed(value));
      const label = make("label", {});
      label.append(radio, make("span", {}, text));
      field.append(label);
      return radio;
    });
    return { node: field, set: (value) => radios.forEach((radio) => (radio.checked = radio.value === value)) };
  },

  switch(control, _view, changed) {
    const box = make("input", { type: "checkbox" });
    box.dataset.lmSuppressShortcuts = "true";
    box.addEventListener("change", () => changed(box.checked));
    const label = make("label", { class: "ir-control ir-switch" });
    label.append(box, make("span", {}, control.label));
    return { node: label, set: (value) => (box.checked = value) };
  },
};

// A number as people write it: with a decimal comma, with thousands set apart ("1,200") where numbers are whole, or
// with another of its units behind it ("10 mU/L").
function typedNumber(text, { decimals, unit, also = {} }) {
  const found = /^\s*([-+−]?)(\d*[.,]?\d*)\s*(.*?)\s*$/.exec(text);
  const isThousands = !decimals && /^[1-9]\d{0,2}[.,]\d{3}$/.test(found?.[2]);
  const digits = found?.[2].replace(/[.,]/, isThousands ? "" : ".");
  if (!digits || digits === "." || /^\d/.test(found[3])) return { problem: `${text.trim() || "An empty box"} is no number` };
  const number = Number(digits) * (found[1] && found[1] !== "+" ? -1 : 1);
  const given = found[3].toLowerCase().replaceAll(/[µμ]/g, "u").replaceAll("iu", "u").replaceAll(" ", "");
  if (!given || given === unit.toLowerCase().replaceAll(/[µμ]/g, "u")) return { value: number };
  if (!(given in also)) {
    return { problem: `${found[3]} is no unit of this box${unit ? `, which is in ${unit}` : ""}` };
  }
  return { value: Number((number * also[given][0] + also[given][1]).toFixed(decimals + 2)) };
}

function unpacked(bytes, type) {
  return createImageBitmap(new Blob([bytes], { type }));
}

function inflated(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}

// A message's part in a buffer of its own, where it begins at 0.
function copied({ buffer, byteOffset, byteLength }) {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

function startOf(spec) {
  return Object.fromEntries(spec.controls.map((control) => [control.name, control.start]));
}

function fill(region, { columns, rows }) {
  const head = make("tr", {});
  head.append(...columns.map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map((row) => {
    const line = make("tr", {});
    line.append(...row.map((text) => make("td", {}, text)));
    return line;
  });
  const result = make("table", {});
  result.append(wrapIn("thead", head), wrapIn("tbody", ...body));
  region.replaceChildren(result);
}

function button(text, act, extra = "") {
  const result = make("button", { type: "button", class: `ir-button ${extra}`.trim() }, text);
  result.dataset.lmSuppressShortcuts = "true"; // Enter and space press the button, not JupyterLab's cell
  result.addEventListener("click", act);
  return result;
}

function make(tag, attributes, text) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function wrapIn(tag, ...children) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}

function wrap(className, ...children) {
  const node = wrapIn("div", ...children);
  node.className = className;
  return node;
}

export default { render };
