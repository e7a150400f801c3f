// Lessons in JupyterLab. What is answered in a form is written into the form's cell, so that the notebook's file holds
// it as if it had been typed, and the file is saved soon after. A learner's own copy is alive when it opens, shows its
// code on demand, and has no key that takes a cell away. The lessons as shipped, in `notebooks`, are for who writes
// them: there JupyterLab is as it always is.

// A block: JupyterLab loads the extensions of the course as plain scripts, whose names would meet.
{
  const HERE = document.currentScript.src;
  const SAVE_MS = 1500;
  const NARROW = 900; // px: contents beside a lesson would take its place
  const SMALL = { width: 700, height: 450 }; // px: there is room for the lesson alone, as at 400 % zoom
  const REMEMBERED = "course-shows-code";
  const DRAWN_MS = 1000; // an explorer is drawn a little after its cell has run
  const SHIPPED = /^notebooks\//;
  // From a page of the course to a lesson: its reader wants their own copy, in which the answers are.
  const COPIES = "my_lessons";
  const TO_SHIPPED = /(?:^|\/)notebooks\/(\d\d_[^/?#"']*\.ipynb)/;
  // Single letters that insert, cut, paste, delete or turn cells, and Enter on text, which would show its source.
  const TAKES = new Set("abcdvxymr123456");
  // They need programs that the course does not bring, and end in an error page without them.
  const UNPRINTABLE = ["pdf", "webpdf", "qtpdf", "qtpng"];
  // What the course brings, called with no more than names, texts, numbers or the three dots. (A learner writes the
  // name of an own file into the cell of `own_values`, so that one is not among them.)
  const CALLS = new RegExp(
    String.raw`^(?:(?:explore|agents|trials|units)\.\w+|check|predict|settle|claim|ledger|references?|progress|review` +
      String.raw`|before|after|cards|grade_scale|to_grade|concept|checklist)\s*\([^()]*\)$`,
  );
  // These follow what is chosen and answered without being run again.
  const LIVE = /^(?:explore\.\w+|check|predict|settle|review|progress|before|after)\s*\(/;
  const IMPORT = /^(?:from\s+[\w.]+\s+)?import\s+[\w., ]+$/;

  const panels = (shell) => [...shell.widgets("main")].filter((each) => each.sessionContext && each.content?.widgets);
  const kernelOf = (panel) => panel.sessionContext.session?.kernel;
  const sourceOf = (cell) => cell.model.sharedModel.getSource();
  const codeCells = (panel) => panel.content.widgets.filter(({ model }) => model.type === "code");

  // Answers.

  function listen({ shell }) {
    let waiting, saved = Promise.resolve();
    document.addEventListener("course-answer", ({ target, detail }) => {
      const panel = panels(shell).find(({ node }) => node.contains(target));
      const cell = panel?.content.widgets.find(({ node }) => node.contains(target));
      if (!cell) return;
      const shared = cell.model.sharedModel;
      const written = answered(shared.getSource(), detail);
      if (written !== shared.getSource()) shared.setSource(written);
      clearTimeout(waiting);
      // One after the other: JupyterLab takes a file that it is still saving for one that somebody else has changed.
      waiting = setTimeout(() => (saved = saved.then(() => save(panel))), SAVE_MS);
    });
  }

  async function save({ context }) {
    try {
      if (context.model.dirty) await context.save();
    } catch {
      // JupyterLab has said so, and saves again by itself.
    }
  }

  // A cell with the answer in place of its blank, or of the text or number that was there. What a learner computes in
  // the cell is theirs and stays.
  function answered(source, { id, literal }) {
    const name = id.replaceAll(".", String.raw`\.`);
    const before = String.raw`\b(?:check|predict)\s*\(\s*["']${name}["']\s*,?\s*`;
    const text = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
    const plain = new RegExp(String.raw`(${before})(?:\.\.\.|…|${text}|[-+\d.,\s]*)(\s*\))`);
    if (plain.test(source)) {
      return source.replace(plain, (_, call, end) => `${call.replace(/,?\s*$/, ", ")}${literal}${end}`);
    }
    // A slip that no Python can read, alone in its cell: quotes or brackets that are missing, curly quotes.
    const slip = new RegExp(String.raw`^\s*(check|predict)\b[^\n(]*\(?[^\n(]*${name}[^\n(]*$`).exec(source.trim());
    return slip ? `${slip[1]}("${id}", ${literal})` : source;
  }

  // A lesson that lives.

  const isLesson = (panel) => Boolean(panel.content.model?.getMetadata("course")?.options);
  const isOwn = (panel) => isLesson(panel) && !SHIPPED.test(panel.context.path);

  async function attend(panel) {
    await Promise.all([panel.revealed, panel.context.ready]);
    if (!isOwn(panel)) {
      if (isLesson(panel)) await lookOnly(panel);
      return;
    }
    panel.addClass("course-lesson");
    foldCode(panel);
    panel.content.model.contentChanged.connect(() => markCode(panel));
    linkContents(panel);
    const { sessionContext } = panel;
    await sessionContext.ready;
    let started = false;
    const prepare = (_, status) => {
      if (status === "restarting" || status === "autorestarting") started = true;
      else if (started && status === "idle") {
        started = false;
        void bringNames(panel);
      }
    };
    sessionContext.statusChanged.connect(prepare);
    sessionContext.kernelChanged.connect(() => (started = true));
    await sessionContext.session?.kernel?.info;
    linkContents(panel);
    if (!kernelOf(panel)) return; // the learner has been asked which, and said none
    if (await lives(panel)) {
      await lookOnly(panel);
    } else {
      await bringNames(panel);
      await runAll(panel);
      await save(panel);
    }
  }

  // JupyterLab writes the kernel's version into a notebook that it opens. Who only looks at a lesson has not changed it.
  async function lookOnly({ content, context, sessionContext }) {
    const cells = () => JSON.stringify(content.model.sharedModel.cells.map((cell) => cell.getSource()));
    const before = cells();
    await sessionContext.ready;
    await sessionContext.session?.kernel?.info;
    if (cells() === before) context.model.dirty = false;
  }

  // Every cell once, without going there: the reader stays where they are, and a slider that is moved meanwhile is
  // answered between two cells. What only shows something is ready where the reader is before it is elsewhere.
  async function runAll(panel, which = () => true) {
    const waiting = codeCells(panel).filter((cell) => sourceOf(cell).trim() && which(cell));
    // Without a kernel JupyterLab would clear the cells.
    while (waiting.length && !panel.isDisposed && ["idle", "busy", "starting"].includes(kernelOf(panel)?.status)) {
      const seen = waiting.findIndex((cell) => cell.hasClass("course-call") && inSight(panel, cell));
      const [cell] = waiting.splice(Math.max(seen, 0), 1);
      const release = hold(cell);
      try {
        await cell.constructor.execute(cell, panel.sessionContext);
      } catch {
        // What went wrong stands under the cell; the others have their turn.
      }
      release();
    }
  }

  // JupyterLab empties a cell that starts: whoever reads there would see its code, and the page would jump.
  function hold(cell) {
    cell.node.style.minHeight = `${cell.node.offsetHeight}px`;
    cell.addClass("course-running");
    return () => {
      cell.removeClass("course-running");
      setTimeout(() => (cell.node.style.minHeight = ""), DRAWN_MS);
    };
  }

  function inSight(panel, cell) {
    const [window, box] = [panel.content.node, cell.node].map((node) => node.getBoundingClientRect());
    return box.height > 0 && box.bottom > window.top && box.top < window.bottom;
  }

  // After a start of the kernel a cell alone finds what the lesson's first cell imports.
  async function bringNames(panel) {
    const lines = codeCells(panel).flatMap((cell) => sourceOf(cell).split("\n")).filter((line) => IMPORT.test(line));
    const request = { code: lines.join("\n"), silent: true, store_history: false, stop_on_error: false };
    await kernelOf(panel)?.requestExecute(request).done.catch(() => undefined);
  }

  // A page that was only loaded again finds the kernel with everything in it.
  async function lives(panel) {
    const found = [];
    for (const { model } of codeCells(panel)) {
      for (let at = 0; at < model.outputs.length; at += 1) {
        const view = model.outputs.get(at).data["application/vnd.jupyter.widget-view+json"];
        if (view) found.push(view.model_id);
      }
    }
    const reply = await kernelOf(panel)?.requestCommInfo({ target_name: "jupyter.widget" });
    const comms = reply?.content.comms ?? {};
    return found.length > 0 && found.every((id) => id in comms);
  }

  // Another choice of units: explorers follow by themselves once their kernel knows, what was printed is printed again.
  function followUnits({ shell }) {
    document.addEventListener("course-units", async ({ target, detail }) => {
      for (const panel of panels(shell).filter(isOwn)) {
        if (!panel.node.contains(target)) {
          const code = `from helpers.units import use_units\nuse_units("${detail}")`;
          await kernelOf(panel)?.requestExecute({ code, silent: true, store_history: false }).done.catch(() => undefined);
        }
        await runAll(panel, (cell) => !LIVE.test(sourceOf(cell).trim()));
      }
    });
  }

  // Code that is shown on demand.

  // Cells that only call what the course brings are worth reading for what they show. One in which a learner computes,
  // one of several lines and one without a result keep their code.
  function markCode(panel) {
    for (const cell of codeCells(panel)) {
      const lines = sourceOf(cell).split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
      const imports = lines.length > 0 && lines.every((line) => IMPORT.test(line));
      cell.toggleClass("course-imports", imports);
      cell.toggleClass("course-call", !imports && CALLS.test(lines.filter((line) => !IMPORT.test(line)).join(" ")));
    }
  }

  function foldCode(panel) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "course-code-button" });
    const show = () => {
      const shown = localStorage.getItem(REMEMBERED) === "yes";
      panel.toggleClass("course-hides-code", !shown);
      button.textContent = shown ? "Hide code" : "Show code";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.addEventListener("click", () => {
      localStorage.setItem(REMEMBERED, localStorage.getItem(REMEMBERED) === "yes" ? "no" : "yes");
      window.dispatchEvent(new Event("course-code"));
    });
    window.addEventListener("course-code", show);
    panel.disposed.connect(() => window.removeEventListener("course-code", show));
    // Lumino's own class of widgets is the first ancestor of each.
    let Widget = panel.constructor;
    while (Object.getPrototypeOf(Widget).prototype) Widget = Object.getPrototypeOf(Widget);
    const node = Object.assign(document.createElement("div"), { className: "course-code" });
    node.append(button);
    panel.toolbar.insertItem(0, "course-code", new Widget({ node }));
    markCode(panel);
    show();
  }

  // Nothing is lost by a key or a click.

  function guard({ shell }) {
    const lesson = (target) => {
      const panel = shell.currentWidget;
      return panel?.hasClass("course-lesson") && panel.content.node.contains(target) ? panel : null;
    };
    window.addEventListener("keydown", (event) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      const panel = lesson(target);
      if (!panel) return;
      // JupyterLab would search sources; the browser finds questions, options and claims as well.
      if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "f") event.stopPropagation();
      const typed = target.closest("input, textarea, select, [contenteditable=true]");
      if (ctrlKey || metaKey || altKey || typed || panel.content.mode !== "command") return;
      const onText = panel.content.activeCell?.model.type === "markdown" && key === "Enter" && !shiftKey;
      const pressed = target.closest("button, a, summary");
      if (TAKES.has(key.toLowerCase()) || (onText && !pressed)) {
        event.stopPropagation();
        if (!pressed) event.preventDefault();
      }
    }, true);
    window.addEventListener("dblclick", (event) => {
      // The word is marked, as on any page.
      if (lesson(event.target) && event.target.closest(".jp-RenderedMarkdown")) event.stopPropagation();
    }, true);
  }

  // The way around.

  function lead({ shell, commands }) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (!link.closest(".jp-MainAreaWidget, .jp-NotebookPanel, .jp-MarkdownViewer")) return;
      const found = TO_SHIPPED.exec(link.dataset.commandlinkerArgs ?? "") ?? TO_SHIPPED.exec(decodeURI(link.href));
      if (!found || SHIPPED.test(shell.currentWidget?.context?.path)) return;
      event.preventDefault();
      event.stopPropagation();
      void commands.execute("docmanager:open", { path: `${COPIES}/${found[1]}` });
    }, true);
  }

  // Lines such as "Contents. Core: 1 The word · 2 Insulin at work" and "Further: 7 Causes" lead to these sections.
  function linkContents(panel) {
    for (const line of panel.content.node.querySelectorAll(".jp-RenderedMarkdown p")) {
      const labels = [...line.querySelectorAll(":scope > strong, :scope > em")];
      const words = labels.map((label) => label.textContent).join(" ");
      if (!/^(Contents\. Core:|Further:|On this page:)$/.test(words) || line.querySelector("a")) continue;
      const names = line.textContent.slice(words.length).split("·").map((name) => name.trim());
      const links = names.map((name) => Object.assign(document.createElement("a"), { href: "#", textContent: name }));
      const parts = links.flatMap((link, at) => [at ? " · " : " ", link]);
      line.replaceChildren(...labels.flatMap((label) => [label, " "]).slice(0, -1), ...parts);
      links.forEach((link, at) => link.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        goTo(panel, names[at].replace(/\.$/, ""));
      }));
    }
  }

  function goTo({ content }, name) {
    const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "");
    const starts = (cell) => /^##\s+(.*)/.exec(cell.model.sharedModel.getSource())?.[1];
    const sections = content.widgets.filter((cell) => cell.model.type === "markdown" && starts(cell));
    const place = sections.find((cell) => plain(starts(cell)).startsWith(plain(name))) ??
      sections.find((cell) => plain(starts(cell)).includes(plain(name).replace(/s$/, "")));
    if (!place) return;
    content.activeCellIndex = content.widgets.indexOf(place);
    place.node.scrollIntoView({ block: "start" });
  }

  // Contents beside the lesson in place of the list of files; in a narrow window the lesson alone.
  async function arrange({ shell, restored }) {
    await restored;
    const { fresh } = await shell.restored;
    const panel = await new Promise((resolve) => {
      const look = () => (shell.currentWidget?.sessionContext ? resolve(shell.currentWidget) : setTimeout(look, 50));
      look();
    });
    await panel.context.ready;
    if (!isOwn(panel)) return;
    if (fresh && innerWidth >= NARROW) shell.activateById("table-of-contents");
    let was = null;
    const fit = async () => {
      const now = innerWidth < SMALL.width || innerHeight < SMALL.height ? "small" : innerWidth < NARROW ? "narrow" : "wide";
      if (now === was) return;
      const wasSmall = was === "small";
      was = now;
      if (now !== "wide") shell.collapseLeft();
      if (now === "small") shell.mode = "single-document";
      else if (wasSmall) shell.mode = "multiple-document";
      for (const part of shell.layout.widgets) {
        if (["jp-top-panel", "jp-bottom-panel"].includes(part.id)) part.setHidden(now === "small");
      }
      for (const side of ["left", "right"]) {
        if (shell.isSideTabBarVisible(side) === (now === "small")) shell.toggleSideTabBarVisibility(side);
      }
      for (const each of panels(shell)) each.toolbar.setHidden(now === "small");
    };
    window.addEventListener("resize", () => void fit());
    await fit();
  }

  // In a class: what the teacher's slides ask is answered beside the lesson.
  const inClass = () => "hubUser" in JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");

  async function followVotes({ serviceManager }) {
    const address = `${serviceManager.serverSettings.baseUrl}course/vote/`;
    const box = Object.assign(document.createElement("aside"), { className: "course-asked", ariaLabel: "Vote", hidden: true });
    const title = Object.assign(document.createElement("p"), { role: "status" });
    const away = Object.assign(document.createElement("button"), { type: "button" });
    box.append(title, away);
    document.body.append(box);
    const ask = async () => {
      // The hub wants to see this cookie, which only pages of this student's have.
      const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
      const reply = await fetch(`${address}state`, { headers: { "X-XSRFToken": xsrf } });
      return reply.ok ? reply.json() : null;
    };
    let turn = 0;
    const hide = () => {
      box.hidden = true;
      box.querySelector("iframe")?.remove();
      title.textContent = "";
    };
    const fold = (folded) => {
      box.toggleAttribute("data-folded", folded);
      away.textContent = folded ? "Vote" : "Not now";
    };
    away.onclick = () => fold(!box.hasAttribute("data-folded"));
    for (;;) {
      const state = document.hidden ? null : await ask().catch(() => null);
      if (state && state.turn !== turn) {
        turn = state.turn;
        hide();
        box.hidden = !state.open;
        if (state.open) {
          fold(false);
          title.textContent = "Your teacher asks the class";
          box.append(Object.assign(document.createElement("iframe"), { src: address, title: "The question and your vote" }));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 3000 + 1000 * Math.random()));
    }
  }

  // The menu is filled once the server has said what it exports.
  function pareExports({ shell }, patience = 120) {
    const [bar] = [...shell.widgets("menu")];
    const file = bar?.menus?.find((menu) => menu.id === "jp-mainmenu-file");
    const entry = file?.items.find(({ submenu }) => submenu?.id === "jp-mainmenu-file-notebookexport");
    const dead = entry?.submenu.items.filter(({ args }) => UNPRINTABLE.includes(args.format)) ?? [];
    for (const item of dead) entry.submenu.removeItem(item);
    if (!dead.length && patience) setTimeout(() => pareExports({ shell }, patience - 1), 500);
  }

  function activate(app) {
    listen(app);
    if (app.hasPlugin("course-slides:plugin")) return; // slides have keys and ways of their own
    const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("lesson.css", HERE) });
    document.head.append(styles);
    const seen = new WeakSet();
    const look = () => {
      for (const panel of panels(app.shell)) {
        if (seen.has(panel)) continue;
        seen.add(panel);
        void attend(panel);
      }
    };
    app.shell.layoutModified.connect(look);
    app.shell.currentChanged.connect(look);
    look();
    guard(app);
    lead(app);
    followUnits(app);
    if (inClass()) void followVotes(app);
    void arrange(app);
    void app.restored.then(() => pareExports(app));
  }

  const plugin = {
    id: "course-lesson:plugin",
    autoStart: true,
    activate,
  };

  // JupyterLab asks an extension that is not part of its own build for its plugins in this way.
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["course-lesson"] = {
    init: () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
}
