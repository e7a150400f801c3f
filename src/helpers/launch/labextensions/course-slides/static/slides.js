// The slides of a lesson in JupyterLab. The extension jupyterlab-slideshow shows one slide at a time; this one
// opens them with every cell run, so that the sliders are alive, and moves through them: by keys that also
// work where a presenter's remote control or a click beside the slide sends them, by buttons, and by notes in a
// window of their own. Only `python3 course.py present` loads it.

const PRESENTING = "body[data-jp-deck-mode='presenting']";
const HERE = document.currentScript.src;
const SMALLEST = 0.86; // of the size that text on a slide should have
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
// In these, keys do what they do on any page: a slider moves, a text is typed, a button is pressed.
const MOVED = ".jp-Deck :is(input, select, textarea, .cm-content, .ir-table), .jp-Dialog";
const PRESSED = ":is(.jp-Deck, .course-slides-bar) :is(a, button, summary)";

async function present({ commands, shell }) {
  const panel = await opened(shell);
  const notebook = panel.content;
  const bar = makeBar();
  let notesWindow = null;

  const cells = () => [...notebook.model.cells];
  const type = (cell) => cell.getMetadata("slideshow")?.slide_type;
  const starts = () => cells().flatMap((cell, at) => (type(cell) === "slide" ? [at] : []));
  // The slide that the active cell is on, counted from 0.
  const place = () => Math.max(starts().findLastIndex((at) => at <= notebook.activeCellIndex), 0);

  function show(number) {
    const all = starts();
    notebook.activeCellIndex = all[Math.min(Math.max(number, 0), all.length - 1)];
    focusSlide();
  }

  function focusSlide() {
    notebook.deselectAll();
    notebook.activeCell?.node.focus({ preventScroll: true });
  }

  // A table or a long ledger that is larger than its slide is made smaller; an explorer fits by itself.
  function fit() {
    const shown = notebook.widgets.map(({ node }) => node).filter((node) => node.matches(".jp-deck-mod-onscreen"));
    for (const node of shown) node.style.zoom = "";
    if (!shown.length || shown.some((node) => node.querySelector(".ir-explorer:not(.ir-units)"))) return;
    const foot = bar.root.getBoundingClientRect().top;
    let zoom = 1;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const boxes = shown.map((node) => node.getBoundingClientRect());
      const top = Math.min(...boxes.map((box) => box.top));
      const tall = (foot - top - 4) / (Math.max(...boxes.map((box) => box.bottom)) - top);
      const wide = shown.flatMap((node) => [...node.querySelectorAll(".jp-OutputArea-output, .jp-RenderedMarkdown, .cm-scroller")])
        .map((node) => (node.scrollWidth > node.clientWidth + 1 ? node.clientWidth / node.scrollWidth : 1));
      const need = Math.min(tall, ...wide);
      if (need >= 1) break;
      zoom = Math.max(zoom * Math.max(need, 0.8) * 0.985, SMALLEST);
      for (const node of shown) node.style.zoom = zoom;
    }
  }

  function describe() {
    fit();
    requestAnimationFrame(fit); // once more when the slide is laid out
    const all = starts();
    const { section = "", minutes = "" } = cells()[all[place()]]?.getMetadata("course") ?? {};
    bar.section.textContent = minutes ? `${section} · ${minutes} minutes` : section;
    bar.count.textContent = `${place() + 1} / ${all.length}`;
    bar.back.disabled = place() === 0;
    bar.next.disabled = place() === all.length - 1;
    if (notesWindow && !notesWindow.closed) tell(section);
  }

  function openNotes() {
    notesWindow = window.open("", "course-notes", "popup,width=640,height=560");
    if (!notesWindow) return;
    const { document: page } = notesWindow;
    page.title = "Notes";
    page.body.style.cssText = "font: 20px/1.45 system-ui, sans-serif; margin: 24px";
    page.onkeydown = onKey;
    describe();
  }

  function tell(section) {
    // Where a section has none of its own, those of the whole lesson, which come first.
    const told = notebook.widgets.filter(({ model }) => type(model) === "notes");
    const own = told.find(({ model }) => model.getMetadata("course")?.section === section) ?? told[0];
    const text = own?.node.querySelector(".jp-RenderedMarkdown")?.innerHTML ?? "<p>There are no notes.</p>";
    const heading = `<p><small>${bar.count.textContent}</small> <b></b></p>`;
    notesWindow.document.body.innerHTML = heading + text;
    notesWindow.document.querySelector("b").textContent = bar.section.textContent;
  }

  function act(key, shift) {
    if (NEXT.includes(key)) show(place() + (key === " " && shift ? -1 : 1));
    else if (BACK.includes(key)) show(place() - 1);
    else if (key === "Home") show(0);
    else if (key === "End") show(starts().length - 1);
    else if (key === "n" || key === "N") openNotes();
    else if (key === "Escape") void commands.execute("deck:stop");
    else return false;
    return true;
  }

  function onKey(event) {
    const { target, key, shiftKey } = event;
    if (!document.querySelector(PRESENTING) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.closest(MOVED) || ([" ", "Enter"].includes(key) && target.closest(PRESSED))) {
      // JupyterLab must not take it for one of its shortcuts.
      event.stopPropagation();
      if (key === "Escape") focusSlide();
    } else if (act(key, shiftKey)) {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  bar.back.onclick = () => show(place() - 1);
  bar.next.onclick = () => show(place() + 1);
  bar.notes.onclick = openNotes;
  bar.leave.onclick = () => void commands.execute("deck:stop");
  window.addEventListener("keydown", onKey, true);
  // After a click or a drag the keys are for the slides again; who came to a control by keyboard keeps it.
  window.addEventListener("click", ({ target, detail }) => {
    const clicked = detail > 0 && document.querySelector(PRESENTING) && target.closest(`${MOVED}, ${PRESSED}`);
    if (clicked && !target.closest("input[type=text], .cm-content")) focusSlide();
  });
  window.addEventListener("pointerup", ({ target }) => {
    // A drag may end beside the slider, and is then no click.
    if (document.querySelector(PRESENTING) && target.matches?.("input[type=range]")) setTimeout(focusSlide);
  });
  notebook.activeCellChanged.connect(describe);
  window.addEventListener("resize", fit);

  await commands.execute("deck:start");
  show(0);
  describe();
  bar.state.textContent = "Bringing the sliders to life …";
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

// The notebook that JupyterLab was opened on, once its cells are there.
async function opened(shell) {
  while (!shell.currentWidget?.sessionContext) await new Promise((resolve) => setTimeout(resolve, 50));
  const panel = shell.currentWidget;
  await Promise.all([panel.revealed, panel.context.ready]);
  return panel;
}

function makeBar() {
  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const button = (text, name, key) => {
    const properties = { type: "button", title: `${name} (${key})`, ariaLabel: name };
    return Object.assign(make("button", "course-slides-button", text), properties);
  };
  const bar = {
    section: make("span", "course-slides-section"),
    state: Object.assign(make("span", "course-slides-state"), { role: "status" }),
    back: button("←", "Back", "←"),
    count: make("span", "course-slides-count"),
    next: button("→", "Next", "→"),
    notes: button("Notes", "Notes in a window of their own", "N"),
    leave: button("✕", "Leave the slides", "Esc"),
  };
  const root = make("div", "course-slides-bar");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Slides");
  root.append(bar.section, bar.state, bar.notes, bar.back, bar.count, bar.next, bar.leave);
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
