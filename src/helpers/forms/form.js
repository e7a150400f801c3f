// A question as a form: radio buttons, checkboxes, a number with its unit, or a small program. Whoever judges sits
// behind the model; this file shows what is asked and what was said, and knows neither Jupyter nor Python. It also
// shows a card that follows the answers, and leads its links to the questions of the page.

// What is said where no answer comes, and after how long; a page that is no notebook has words of its own.
const WORDS = {
  wait: 15000,
  lost: "Nobody has answered yet: what judges is busy, or it was restarted. Your answer is kept here; if it stays so, run this cell again.",
};

function render(context) {
  return context.model.get("asked") ? question(context) : following(context);
}

function question({ model, el }) {
  const asked = model.get("asked");
  const words = { ...WORDS, ...model.get("words") };
  const name = `course-${Math.random().toString(36).slice(2)}`; // ids of one page must not meet
  const form = make("form", { class: "course-live course-form", "data-question": asked.id, novalidate: "" });
  const badge = make("span", { class: "course-badge" });
  const head = wrap("p", badge, make("span", {}, asked.title));
  const prompt = make("div", { class: "course-prompt", id: `${name}-prompt` });
  prompt.innerHTML = asked.prompt;
  const said = make("div", { class: "course-said", role: "status" });
  const button = make("button", { class: "course-button" }, asked.button);
  const field = FIELDS[asked.kind](asked, name, prompt);
  const example = fold("Worked example", asked.example);
  example.className = "course-example";
  example.hidden = !asked.example;
  const hint = fold("Hint", asked.hint);
  const more = fold(asked.more, "");
  // The verdict stands where the answer was given; what may be opened comes after it.
  form.append(head, example, field.node, wrap("course-row", button), said, hint, more);
  el.replaceChildren(form);
  for (const each of form.querySelectorAll("input, textarea, button, summary")) each.dataset.lmSuppressShortcuts = "true";

  let turn = 0, waiting, byPointer = false;

  function answer() {
    const given = field.given();
    if (!given.trim()) {
      say(field.empty);
      return;
    }
    turn += 1;
    clearTimeout(waiting);
    waiting = setTimeout(() => say(words.lost), words.wait);
    form.setAttribute("aria-busy", "true");
    try {
      model.send({ given, turn });
    } catch {
      clearTimeout(waiting);
      say(words.lost); // JupyterLab refuses to send where the kernel is gone
    }
  }

  function say(text) {
    form.removeAttribute("aria-busy");
    said.textContent = text;
  }

  function show() {
    const reply = model.get("reply");
    const isNew = reply.turn && reply.turn === turn;
    if (reply.turn && !isNew && reply.turn < turn) return; // a newer one is under way
    clearTimeout(waiting);
    form.removeAttribute("aria-busy");
    form.dataset.status = reply.status;
    form.style.setProperty("--course-state", reply.colour);
    badge.textContent = `${reply.symbol} ${reply.word}`;
    if (!isNew) field.show(reply.given);
    field.mark(reply);
    // An answer is announced with its verdict, once; the badge above is not in the live region.
    said.innerHTML = reply.status === "blank" ? reply.said : `<b>${escaped(reply.word)}.</b> ${reply.said}`;
    hint.hidden = !asked.hint || reply.status === "right";
    more.hidden = !reply.more;
    more.lastChild.innerHTML = reply.more;
    if (isNew && reply.literal) {
      // Who shows the notebook may keep the answer in its cell.
      form.dispatchEvent(new CustomEvent("course-answer", { bubbles: true, detail: { id: asked.id, literal: reply.literal } }));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.addEventListener("keydown", (event) => {
    byPointer = false;
    event.stopPropagation(); // JupyterLab would take letters and arrow keys for commands
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.matches("input"))) {
      event.preventDefault();
      answer();
    }
  });
  form.addEventListener("pointerdown", () => (byPointer = true));
  form.addEventListener("change", () => {
    // By pointer one click answers; by keyboard the arrows pass over options that are not meant.
    if (asked.kind === "one" && byPointer) answer();
  });
  model.on("change:reply", show);
  show();
  return () => {
    model.off("change:reply", show);
    clearTimeout(waiting);
  };
}

function following({ model, el }) {
  const card = make("div", { class: "course-live" });
  const show = () => (card.innerHTML = model.get("card"));
  card.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-asked]");
    const place = link && document.querySelector(`[data-question="${link.dataset.asked}"]`);
    if (!place) return; // it is in another lesson, to which the link leads
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    place.querySelector("input, textarea, button").focus({ preventScroll: true });
  });
  el.replaceChildren(card);
  model.on("change:card", show);
  show();
  return () => model.off("change:card", show);
}

const FIELDS = {
  one: (asked, name, prompt) => options(asked, name, prompt, "radio", "Choose an option first."),
  several: (asked, name, prompt) => options(asked, name, prompt, "checkbox", "Choose one option or more first."),

  number(asked, name, prompt) {
    const input = make("input", { type: "text", id: name, inputmode: "text", autocomplete: "off", spellcheck: "false" });
    input.setAttribute("aria-labelledby", `${name}-prompt ${name}-unit`);
    if (asked.placeholder) input.placeholder = asked.placeholder;
    const unit = make("span", { id: `${name}-unit`, class: "course-unit" }, asked.unit);
    return text(input, wrap("", prompt, wrap("course-row", input, unit)), "Type a number first.");
  },

  code(asked, name, prompt) {
    const input = make("textarea", { id: name, rows: 3, spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
    input.setAttribute("aria-labelledby", `${name}-prompt`);
    input.placeholder = asked.placeholder;
    return text(input, wrap("", prompt, input), "Write your formula first.");
  },
};

function text(input, node, empty) {
  return {
    node,
    empty,
    given: () => input.value,
    show: (given) => (input.value = given),
    mark: (reply) => input.setAttribute("aria-invalid", String(reply.status === "invalid")),
  };
}

function options(asked, name, prompt, type, empty) {
  const node = make("fieldset", { class: "course-options" });
  const legend = make("legend", {});
  legend.append(prompt);
  node.append(legend);
  const rows = asked.options.map(([letter, html]) => {
    const box = make("input", { type, name, value: letter });
    const label = make("label", {});
    const words = make("span", {});
    words.innerHTML = `${letter}) ${html}`;
    label.append(box, words);
    node.append(label);
    return { box, label };
  });
  return {
    node,
    empty,
    given: () => rows.filter(({ box }) => box.checked).map(({ box }) => box.value).join(""),
    show: (given) => rows.forEach(({ box }) => (box.checked = given.includes(box.value))),
    mark: ({ status, symbol, given }) => {
      for (const { box, label } of rows) {
        const chosen = status !== "blank" && given.includes(box.value);
        label.dataset.mark = chosen ? symbol : "";
      }
    },
  };
}

function fold(summary, html) {
  const node = make("details", {});
  const body = make("div", {});
  body.innerHTML = html;
  node.append(make("summary", {}, summary), body);
  return node;
}

function escaped(words) {
  return make("i", {}, words).innerHTML;
}

function make(tag, attributes, words) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (words !== undefined) node.textContent = words;
  return node;
}

function wrap(className, ...children) {
  const node = make("div", className ? { class: className } : {});
  node.append(...children);
  return node;
}

export default { render };
