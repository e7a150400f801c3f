// Lessons in JupyterLab: what is answered in a form is written into the form's cell, so that the notebook's file holds
// it as if it had been typed, and the file is saved soon after.

// A block: JupyterLab loads the extensions of the course as plain scripts, whose names would meet.
{
  const SAVE_MS = 1500;

  function listen({ shell }) {
    let waiting, saved = Promise.resolve();
    document.addEventListener("course-answer", ({ target, detail }) => {
      const panel = [...shell.widgets("main")].find(({ node }) => node.contains(target));
      const cell = panel?.content?.widgets?.find(({ node }) => node.contains(target));
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

  const plugin = {
    id: "course-lesson:plugin",
    autoStart: true,
    activate: listen,
  };

  // JupyterLab asks an extension that is not part of its own build for its plugins in this way.
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["course-lesson"] = {
    init: () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
}
