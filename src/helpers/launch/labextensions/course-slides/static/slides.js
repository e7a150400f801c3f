// The slides of a lesson in JupyterLab. The extension jupyterlab-slideshow shows one slide at a time; this one
// opens them with every cell run, so that the sliders are alive, and moves through them: by keys that also
// work where a presenter's remote control or a click beside the slide sends them, by buttons, and by notes in a
// window of their own. Only `python3 course.py present` loads it.

const PRESENTING = "body[data-jp-deck-mode='presenting']";
const HERE = document.currentScript.src;
const SMALLEST = 0.86; // of the size that text on a slide should have
const WIDE = 0.74; // of the slide, that a picture should have
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
// In these, keys do what they do on any page: a slider moves, a text is typed, a button is pressed.
const MOVED = ".jp-Deck :is(input, select, textarea, .cm-content, .ir-table), .jp-Dialog";
const PRESSED = ":is(.jp-Deck, .course-slides-bar, .course-slides-over) :is(a, button, summary)";
const KEYS = [
  ["→  Page Down  Space", "next"],
  ["←  Page Up", "back"],
  ["1 to 9", "presets of the explorer, in their order; where it has none, its options"],
  ["0", "the explorer as it was at the start"],
  ["N", "notes, clock and next title, in a window of their own"],
  ["M", "sections"],
  ["B  .", "black; any key comes back"],
  ["L", "a point that follows the mouse"],
  ["V", "votes: open, close and show, again after a talk, show both (present NN --vote)"],
  ["Esc", "close what lies over the slide; else leave the slides"],
];

async function present({ commands, shell, serviceManager }) {
  const panel = await opened(shell);
  const notebook = panel.content;
  const bar = makeBar();
  const began = Date.now();
  let notesWindow = null, over = null;

  const cells = () => [...notebook.model.cells];
  const type = (cell) => cell.getMetadata("slideshow")?.slide_type;
  const about = (cell) => cell?.getMetadata("course") ?? {};
  const starts = () => cells().flatMap((cell, at) => (type(cell) === "slide" ? [at] : []));
  // Where the keys stop: at each slide, and at each step of it.
  const stops = () => cells().flatMap((cell, at) => (["slide", "fragment"].includes(type(cell)) ? [at] : []));
  const last = (all) => Math.max(all.findLastIndex((at) => at <= notebook.activeCellIndex), 0);
  // The slide that the active cell is on, counted from 0.
  const place = () => last(starts());
  const shown = () => notebook.widgets.map(({ node }) => node).filter((node) => node.matches(".jp-deck-mod-onscreen"));
  const onSlide = (selector) => shown().map((node) => node.querySelector(selector)).find(Boolean);

  function go(at) {
    notebook.activeCellIndex = at;
    focusSlide();
  }

  function show(number) {
    const all = starts();
    go(all[Math.min(Math.max(number, 0), all.length - 1)]);
  }

  function step(by) {
    if (reveal(by)) return;
    const all = stops();
    go(all[Math.min(Math.max(last(all) + by, 0), all.length - 1)]);
  }

  // A diagram shows its next step before the next slide comes.
  function reveal(by) {
    const slider = onSlide('.ir-explorer input[type=range][aria-label="Step"]');
    const next = slider ? Number(slider.value) + by : 0;
    if (next < 1 || next > Number(slider.max)) return false;
    preset(next);
    return true;
  }

  function focusSlide() {
    notebook.deselectAll();
    notebook.activeCell?.node.focus({ preventScroll: true });
  }

  // What is larger than its slide is made smaller; an explorer fits by itself below what stands above it.
  function fit() {
    const nodes = shown();
    for (const node of nodes) node.style.zoom = "";
    const explorer = nodes.find((node) => node.querySelector(".ir-explorer:not(.ir-units)"));
    const above = explorer ? nodes.filter((node) => node !== explorer) : [];
    const height = above.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0);
    if (explorer) {
      // Its own: explorers on other slides keep their size, and need not be drawn again.
      explorer.style.setProperty("--slide-above", `${Math.ceil(height)}px`);
      makeRoom(explorer.querySelector(".ir-explorer"));
    }
    if (!nodes.length || explorer) return;
    const foot = bar.root.getBoundingClientRect().top;
    let zoom = 1;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const boxes = nodes.map((node) => node.getBoundingClientRect());
      const top = Math.min(...boxes.map((box) => box.top));
      const tall = (foot - top - 4) / (Math.max(...boxes.map((box) => box.bottom)) - top);
      const wide = nodes.flatMap((node) => [...node.querySelectorAll(".jp-OutputArea-output, .jp-RenderedMarkdown, .cm-scroller")])
        .map((node) => (node.scrollWidth > node.clientWidth + 1 ? node.clientWidth / node.scrollWidth : 1));
      const need = Math.min(tall, ...wide);
      if (need >= 1) break;
      zoom = Math.max(zoom * Math.max(need, 0.8) * 0.985, SMALLEST);
      for (const node of nodes) node.style.zoom = zoom;
    }
  }

  // The controls of an explorer stand above its picture, or beside it where the picture would be small.
  function makeRoom(explorer) {
    explorer.classList.remove("course-slides-beside");
    const picture = explorer.querySelector("canvas");
    const { width, height } = picture.getBoundingClientRect();
    const seen = Math.min(width, (height * picture.width) / picture.height);
    if (seen < WIDE * explorer.getBoundingClientRect().width) explorer.classList.add("course-slides-beside");
  }

  function describe() {
    fit();
    requestAnimationFrame(fit); // once more when the slide is laid out
    const all = starts();
    const { section = "", minutes = "" } = about(cells()[all[place()]]);
    bar.section.textContent = minutes ? `${section} · ${minutes}` : section;
    bar.count.textContent = `${place() + 1} / ${all.length}`;
    bar.back.disabled = notebook.activeCellIndex === stops()[0];
    bar.next.disabled = notebook.activeCellIndex === stops().at(-1);
    if (over) cover(null);
    tell();
  }

  // Notes in a window of their own.
  function openNotes() {
    notesWindow = window.open("", "course-notes", "popup,width=640,height=560");
    if (!notesWindow) return;
    const { document: page } = notesWindow;
    page.title = "Notes";
    page.body.style.cssText = "font: 20px/1.45 system-ui, sans-serif; margin: 24px";
    page.onkeydown = onKey;
    tell();
  }

  function tell() {
    if (!notesWindow || notesWindow.closed) return;
    const all = starts();
    const [from, to = cells().length] = all.slice(place());
    const told = notebook.widgets.slice(from, to).find(({ model }) => type(model) === "notes");
    const page = notesWindow.document;
    const line = (tag, text, style = "") => Object.assign(page.createElement(tag), { textContent: text, style });
    const clock = line("p", "", "font-variant-numeric: tabular-nums; color: #555; margin: 0");
    clock.className = "course-clock";
    const next = about(cells()[to]).title;
    const notes = page.createElement("div");
    notes.innerHTML = told?.node.querySelector(".jp-RenderedMarkdown")?.innerHTML ?? "<p>There are no notes for this slide.</p>";
    for (const link of notes.querySelectorAll(".jp-InternalAnchorLink")) link.remove();
    page.body.replaceChildren(
      clock,
      line("h1", bar.section.textContent, "font-size: 1.1em"),
      notes,
      line("p", next ? `Next: ${next}` : "This is the last slide.", "color: #555; border-top: 1px solid #bbb; padding-top: 8px"),
    );
    tick();
  }

  function tick() {
    const clock = notesWindow && !notesWindow.closed && notesWindow.document.querySelector(".course-clock");
    if (!clock) return;
    const minutes = Math.floor((Date.now() - began) / 60000);
    const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    clock.textContent = `${now} · ${minutes} min since the start · slide ${bar.count.textContent}`;
  }
  setInterval(tick, 5000);

  // What lies over the slide: black, the sections, the keys, a vote.
  function cover(node) {
    over?.remove();
    over = node;
    if (!node) {
      focusSlide();
      return;
    }
    node.classList.add("course-slides-over");
    document.body.append(node);
    (node.querySelector("button") ?? node).focus();
  }

  function black() {
    cover(make("div", { className: "course-slides-black", tabIndex: -1, ariaLabel: "Black" }));
  }

  function sections() {
    const found = new Map();
    starts().forEach((at, number) => {
      const { section = "" } = about(cells()[at]);
      if (!found.has(section)) found.set(section, number);
    });
    const menu = make("nav", { className: "course-slides-menu", ariaLabel: "Sections" });
    for (const [title, number] of found) {
      const entry = make("button", { type: "button", textContent: title });
      entry.onclick = () => {
        cover(null);
        show(number);
      };
      menu.append(entry);
    }
    const here = about(cells()[starts()[place()]]).section;
    cover(menu);
    const entries = [...menu.children];
    entries[Math.max([...found.keys()].indexOf(here), 0)].focus();
    menu.onkeydown = ({ key }) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (by) entries[(entries.indexOf(document.activeElement) + by + entries.length) % entries.length].focus();
    };
  }

  function help() {
    const table = make("table", {});
    for (const [keys, does] of KEYS) {
      const row = make("tr", {});
      row.append(make("th", { scope: "row", textContent: keys }), make("td", { textContent: does }));
      table.append(row);
    }
    const box = make("div", { className: "course-slides-menu", tabIndex: -1, ariaLabel: "Keys" });
    box.append(table);
    cover(box);
  }

  function point() {
    const dot = document.querySelector(".course-slides-point");
    if (dot) dot.remove();
    else document.body.append(make("div", { className: "course-slides-point", ariaHidden: "true" }));
  }
  window.addEventListener("pointermove", ({ clientX, clientY }) => {
    const dot = document.querySelector(".course-slides-point");
    if (dot) dot.style.translate = `${clientX}px ${clientY}px`;
  });

  function preset(number) {
    const buttons = [...(onSlide(".ir-explorer .ir-buttons")?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((each) => each.textContent === "Reset");
    const presets = buttons.slice(0, Math.max(at, 0));
    const options = onSlide(".ir-explorer .ir-choice")?.querySelectorAll("input[type=radio]") ?? [];
    (number === 0 ? buttons[at] : (presets.length ? presets : options)[number - 1])?.click();
  }

  const vote = notebook.model.getMetadata("course")?.votes
    ? voting({ settings: serviceManager.serverSettings, cover, question: () => onSlide(".course-form"), id: () =>
        cells().slice(...starts().slice(place(), place() + 2)).map((cell) => about(cell).question).find(Boolean) })
    : () => undefined;

  const ACTIONS = {
    Home: () => show(0),
    End: () => show(starts().length - 1),
    n: openNotes,
    m: sections,
    b: black,
    ".": black,
    l: point,
    v: vote,
    "?": help,
  };

  function act(key, shift) {
    if (over && !(over.matches(".course-vote") && (key === "v" || key === "V"))) {
      const wasBlack = over.matches(".course-slides-black");
      const moves = !wasBlack && [...NEXT, ...BACK].includes(key);
      if (moves && over.matches(".course-slides-menu")) return false; // the menu's own
      cover(null);
      if (!moves) return true;
    }
    const action = ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
    if (NEXT.includes(key)) step(key === " " && shift ? -1 : 1);
    else if (BACK.includes(key)) step(-1);
    else if (/^\d$/.test(key)) preset(Number(key));
    else if (key === "Escape") void commands.execute("deck:stop");
    else if (action) action();
    else return false;
    return true;
  }

  function onKey(event) {
    const { target, key, shiftKey } = event;
    if (!document.querySelector(PRESENTING) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.closest?.(MOVED) || ([" ", "Enter"].includes(key) && target.closest?.(PRESSED))) {
      // JupyterLab must not take it for one of its shortcuts.
      if (!target.closest(".course-slides-over")) event.stopPropagation();
      if (key === "Escape") focusSlide();
    } else if (act(key, shiftKey)) {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  bar.back.onclick = () => step(-1);
  bar.next.onclick = () => step(1);
  bar.notes.onclick = openNotes;
  bar.sections.onclick = sections;
  bar.leave.onclick = () => void commands.execute("deck:stop");
  window.addEventListener("keydown", onKey, true);
  // After a click or a drag the keys are for the slides again; who came to a control by keyboard keeps it.
  window.addEventListener("click", ({ target, detail }) => {
    const clicked = detail > 0 && document.querySelector(PRESENTING) && target.closest(`${MOVED}, ${PRESSED}`);
    if (clicked && !over && !target.closest("input[type=text], textarea, .cm-content")) focusSlide();
  });
  window.addEventListener("pointerup", ({ target }) => {
    // A drag may end beside the slider, and is then no click.
    if (document.querySelector(PRESENTING) && target.matches?.("input[type=range]")) setTimeout(focusSlide);
  });
  notebook.activeCellChanged.connect(describe);
  window.addEventListener("resize", fit);

  // The class must not see the notes, neither on a slide nor in the notebook behind it.
  for (const { model, node } of notebook.widgets) node.classList.toggle("course-slides-notes", type(model) === "notes");

  bar.state.textContent = "Bringing the sliders to life …";
  await commands.execute("deck:start");
  show(0);
  describe();
  await panel.sessionContext.ready;
  await panel.sessionContext.session?.kernel?.info;
  let fine = true;
  // JupyterLab may drop a command that comes while it is still busy with opening.
  for (let attempt = 0; attempt < 3 && cells().some((cell) => cell.executionCount === null); attempt += 1) {
    const here = place();
    const ran = commands.execute("notebook:run-all-cells");
    show(here); // It went to the last cell.
    fine = await ran;
  }
  fit();
  bar.state.textContent = fine ? "" : "A cell raised an error: leave the slides, and look.";
}

// Votes of a class: V opens the one of the slide's question, closes and shows it, and does both a second time.
function voting({ settings, cover, question, id }) {
  let view = null, timer = 0;

  async function ask(what) {
    const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
    const init = what ? { method: "POST", body: JSON.stringify(what) } : {};
    const reply = await fetch(`${settings.baseUrl}course/votes`, {
      ...init,
      headers: { Authorization: `token ${settings.token}`, "X-XSRFToken": xsrf, "Content-Type": "application/json" },
    });
    if (!reply.ok) throw new Error(`The votes answer with ${reply.status}.`);
    return reply.json();
  }

  function asked() {
    const form = question();
    const options = [...form.querySelectorAll(".course-options label > span")].map((each) => each.textContent);
    const prompt = form.querySelector(".course-prompt").innerText.trim();
    const several = Boolean(form.querySelector(".course-options input[type=checkbox]"));
    return { id: id(), prompt, unit: form.querySelector(".course-unit")?.textContent ?? "", options, several };
  }

  function draw(state) {
    const open = state.open;
    const rounds = open ? [] : state.rounds;
    const left = make("div", { className: "course-vote-question" });
    left.append(make("p", { textContent: state.prompt }));
    const most = Math.max(1, ...rounds.flatMap((round) => round.bars));
    for (const [at, label] of state.labels.entries()) {
      const row = make("div", { className: "course-vote-row" });
      row.append(make("span", { textContent: label }));
      rounds.forEach((round, number) => {
        const votes = round.bars[at];
        const name = rounds.length > 1 ? `${number === 0 ? "first" : "second"} vote: ` : "";
        const bar = make("div", { className: `course-vote-bar course-vote-bar-${number}`, title: `${name}${votes}` });
        bar.style.setProperty("--share", votes / most);
        bar.append(make("b", { textContent: `${name}${votes}` }));
        row.append(bar);
      });
      left.append(row);
    }
    const right = make("div", { className: "course-vote-door" });
    const votes = state.rounds.at(-1)?.votes ?? 0;
    if (open) {
      const code = make("div", { className: "course-vote-code" });
      code.innerHTML = state.code; // drawn by the course's own server
      right.append(code, make("p", { textContent: state.address }));
      if (state.has_class) right.append(make("small", { textContent: "or on the page of your lesson" }));
    }
    right.append(
      make("p", { className: "course-vote-count", role: "status", textContent: `${votes} ${votes === 1 ? "vote" : "votes"}` }),
      make("small", { textContent: open ? "V: close and show" : state.rounds.length < 2 ? "V: vote again · Esc: back" : "Esc: back to the slide" }),
    );
    view.replaceChildren(left, right);
  }

  async function follow() {
    clearTimeout(timer);
    if (!view?.isConnected) {
      await ask({ do: "close" });
      return;
    }
    const state = await ask();
    draw(state);
    if (state.open) timer = setTimeout(() => void follow(), 1000);
  }

  return async () => {
    if (!question()?.querySelector(".course-options input, .course-row > input[type=text]")) return;
    if (!view?.isConnected) {
      view = make("section", { className: "course-vote", ariaLabel: "Vote", tabIndex: -1 });
      cover(view);
    }
    const before = await ask();
    const same = before.id === id();
    if (same && before.open) await ask({ do: "close" });
    else if (!same || before.rounds.length < 2) await ask({ do: "open", ...asked() });
    await follow();
  };
}

// The notebook that JupyterLab was opened on, once its cells are there.
async function opened(shell) {
  while (!shell.currentWidget?.sessionContext) await new Promise((resolve) => setTimeout(resolve, 50));
  const panel = shell.currentWidget;
  await Promise.all([panel.revealed, panel.context.ready]);
  return panel;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function makeBar() {
  const button = (text, name, key) =>
    make("button", { className: "course-slides-button", textContent: text, type: "button", title: `${name} (${key})`, ariaLabel: name });
  const bar = {
    section: make("span", { className: "course-slides-section" }),
    state: make("span", { className: "course-slides-state", role: "status" }),
    sections: button("☰", "Sections", "M"),
    back: button("←", "Back", "←"),
    count: make("span", { className: "course-slides-count" }),
    next: button("→", "Next", "→"),
    notes: button("Notes", "Notes in a window of their own", "N"),
    leave: button("✕", "Leave the slides", "Esc"),
  };
  const root = make("div", { className: "course-slides-bar", role: "group", ariaLabel: "Slides" });
  root.append(bar.section, bar.state, bar.sections, bar.notes, bar.back, bar.count, bar.next, bar.leave);
  document.body.append(root);
  return { ...bar, root };
}

const styles = document.createElement("link");
styles.rel = "stylesheet";
styles.href = new URL("slides.css", HERE);
document.head.append(styles);

const plugin = {
  id: "course-slides:plugin",
  autoStart: true,
  activate: (app) => void app.restored.then(() => present(app)),
};

// JupyterLab asks an extension that is not part of its own build for its plugins in this way.
window._JUPYTERLAB = window._JUPYTERLAB ?? {};
window._JUPYTERLAB["course-slides"] = {
  init: () => undefined,
  get: async () => () => ({ __esModule: true, default: plugin }),
};
