// Brings a lesson's page to life: explorers and questions get their controls at once, and what they ask waits for a
// worker with Python, which starts when the reader comes near the first of them. What the reader touched last is
// answered first. A worker that is dead or stuck is replaced, and asked again.

import form from "./form.js";
import units from "./switch.js";
import widget from "./widget.js";

const HEAD = document.getElementById("live").dataset;
const TOP = new URL(HEAD.top, location.href.split("#")[0]).href;
const PYTHON = TOP + HEAD.python;
const IN_FLIGHT = 2;
// In which a worker that has nothing to do begins what it is asked, and in which it answers; longer on slow devices, by
// the time that it took to begin.
const IDLE_MS = 1000, BUSY_MS = 5000, IDLE_STARTS = 1, BUSY_STARTS = 6;
const FETCH_MS = 90000; // in which it answers if it has to fetch something first
const NEAR = "200% 0px"; // two screens
const FAR = "300% 0px";
const WORDS = {
  wait: 120000,
  lost: "There is no answer. What you chose is kept here; load the page again if it stays so.",
  ended: "There is no answer. Load the page again, please.",
};
const STARTING = "The sliders and questions are coming to life. What you do meanwhile is kept.";
const AGAIN = "Python in this page had stopped and is starting again; what you did last is asked again.";
const FAILED = "Python could not be fetched, so nothing moves yet: the pictures and texts are all there.";
const WITHOUT = "This browser has no WebAssembly, so nothing moves here: pictures stand still, and what is said to each answer opens below it.";

// ---- what this browser keeps

const kept = {
  unkept: {}, // where the browser refuses
  read(name) {
    try {
      return localStorage.getItem(`course/${name}`) ?? "";
    } catch {
      return this.unkept[name] ?? "";
    }
  },
  write(name, text) {
    this.unkept[name] = text;
    try {
      localStorage.setItem(`course/${name}`, text);
    } catch {
      /* kept until the page is closed */
    }
  },
};
const lines = () => kept.read("answers.jsonl");

function addLines(text) {
  const had = new Set(lines().split("\n"));
  const added = text.split("\n").filter((line) => line.trim() && !had.has(line));
  kept.write("answers.jsonl", lines() + added.map((line) => `${line}\n`).join(""));
  return added.length;
}

// ---- the models: what the front ends of JupyterLab know, over a worker

const models = new Map();

function modelOf(place, values, changed) {
  const listeners = new Map();
  const each = (names, act) => names.split(" ").forEach((name) => act(listeners.get(name) ?? listeners.set(name, new Set()).get(name)));
  const model = {
    get: (name) => values[name],
    set: (name, value) => (values[name] = value),
    save_changes: () => changed?.(values),
    send: (content) => ask(place, content),
    on: (names, listener) => each(names, (set) => set.add(listener)),
    off: (names, listener) => each(names, (set) => set.delete(listener)),
    hear: (name, ...heard) => each(name, (set) => [...set].forEach((listener) => listener(...heard))),
    change(changes) {
      Object.assign(values, changes);
      for (const name of Object.keys(changes)) model.hear(`change:${name}`);
    },
  };
  models.set(place, model);
  return model;
}

// ---- the worker, and what waits for it

const waiting = new Map(); // by place: of what was asked there, the newest
const under = new Map(); // by turn
const near = new Set(["units:"]);
const touched = new Map();
let worker = null, alive = false, took = 0, turn = 0, begun = 0, watch, came = 0;
let wanted = false, broken = false, allowed = !navigator.connection?.saveData;

function ask(place, content) {
  if (!place.startsWith("explorer:")) near.add(place);
  waiting.set(place, { place, content, tries: 0 });
  pump();
}

function touch(place) {
  touched.set(place, touched.size ? Math.max(...touched.values()) + 1 : 1);
  near.add(place);
  allowed = wanted = true;
  broken = false;
  pump();
}

const explorers = [...document.querySelectorAll("[data-explorer]")];
const order = new Map(explorers.map((el, at) => [`explorer:${el.dataset.explorer}`, -at]));
order.set("answers:", -0.5); // earlier answers come after the first explorer
// What is asked for again is to be in the units that were chosen.
const rank = (place) => (place === "units:" ? Infinity : (touched.get(place) ?? order.get(place) ?? 0));

function pump() {
  if (!wanted || !allowed || broken) return;
  if (!worker) start(STARTING);
  while (alive && under.size < IN_FLIGHT) {
    const next = [...waiting.values()].filter(({ place }) => near.has(place)).sort((a, b) => rank(b.place) - rank(a.place))[0];
    if (!next) return;
    waiting.delete(next.place);
    turn += 1;
    under.set(turn, next);
    worker.postMessage({ turn, place: next.place, request: JSON.stringify(next.content) });
    if (under.size === 1) expect(Math.max(IDLE_MS, IDLE_STARTS * took));
  }
}

function start(words) {
  bar(words);
  came = 0;
  // From a blob it is bound by this page's policy: it too can reach this site alone.
  const scripts = [`${TOP}${HEAD.front}worker.js`, `${PYTHON}pyodide.js`];
  const code = `importScripts(...${JSON.stringify(scripts)})`;
  worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = () => (alive ? replace() : fail());
  worker.postMessage({ start: { python: PYTHON, pack: HEAD.start, lines: lines(), units: chosen } });
  for (const el of explorers) if (near.has(`explorer:${el.dataset.explorer}`) && el.dataset.state !== "live") el.dataset.state = "waking";
}

const busy = () => Math.max(BUSY_MS, BUSY_STARTS * took);

function expect(ms) {
  clearTimeout(watch);
  if (under.size) watch = setTimeout(replace, ms);
}

function stop() {
  clearTimeout(watch);
  worker.terminate();
  worker = null;
  alive = false;
}

function replace() {
  stop();
  for (const [at, asked] of under) {
    // What it was stuck in twice is left alone.
    const tries = asked.tries + (at === begun);
    if (tries < 2 && !waiting.has(asked.place)) waiting.set(asked.place, { ...asked, tries });
  }
  under.clear();
  start(AGAIN);
}

function fail() {
  stop();
  broken = true;
  for (const el of explorers) if (el.dataset.state === "waking") el.dataset.state = "failed";
  bar(FAILED, "Try again");
}

function hear({ place, custom, set, parts, buffers, ...told }) {
  const model = models.get(place);
  if (custom) {
    const el = document.getElementById(place.slice("explorer:".length));
    if (custom.sentence) el.dataset.state = "live";
    else if (el.dataset.state !== "live") el.dataset.state = "failed"; // it alone; a touch asks again
    model.hear("msg:custom", custom, buffers);
  } else if (set) model?.change(set);
  else if (parts) show(place, parts);
  else if (told.line) addLines(told.line);
  else if (told.begun) {
    begun = told.begun;
    // A file of the reader's own may be large.
    expect(under.get(begun)?.place === "own:" ? FETCH_MS : busy());
  } else if (told.fetching) {
    expect(FETCH_MS);
    bar(`This picture needs ${told.fetching}, which is being fetched.`);
  } else if (told.done) {
    under.delete(told.done);
    expect(busy());
    if (!under.size) bar();
    pump();
  } else if (told.alive) {
    alive = true;
    took = told.alive;
    bar();
    fetched.push(...performance.getEntriesByType("resource").map((each) => each.name));
    refresh();
  } else if (told.failed) {
    console.error(told.failed);
    fail();
  } else if (told.name) {
    came += told.came;
    line.querySelector("progress").value = came;
    fetched.push(told.name);
  }
  if (alive && fetched.length && (told.alive || told.name)) void keep(fetched.splice(0));
}

// For a later visit without a network: what came before the service worker was there, it has not seen.
const fetched = [location.href.split("#")[0]];

async function keep(addresses) {
  const cache = await globalThis.caches?.open("course").catch(() => null);
  for (const address of cache ? new Set(addresses) : []) {
    if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  }
}

// ---- a thin bar over the page: how much has come, and what went wrong

const line = document.querySelector(".waking");
line.prepend(make("progress", { max: HEAD.size, value: 0, "aria-label": "Fetched" }));

function bar(words = "", retry = "") {
  line.hidden = !words;
  const [progress, said] = line.children;
  progress.hidden = Boolean(retry);
  said.textContent = words;
  if (!retry) return;
  const button = make("button", { type: "button" }, retry);
  button.addEventListener("click", () => touch("units:"));
  said.append(" ", button);
}

// ---- the parts of the page

let chosen = kept.read("units") === "SI" ? "SI" : "conventional";
const asked = () => [...document.querySelectorAll("form[data-question]")].map((each) => each.dataset.question);
const calls = () => [...document.querySelectorAll("[data-call]")].map((each) => each.dataset.call);

function explorer(el) {
  const { specs } = JSON.parse(el.dataset.given);
  const place = `explorer:${el.dataset.explorer}`;
  const { src, alt } = el.querySelector("img");
  const narrow = el.querySelector("source");
  const phone = Boolean(narrow && matchMedia(narrow.media).matches);
  const views = [...el.querySelectorAll(`.${phone ? "phone" : "desk"}[data-src]`)];
  const picture = phone ? narrow.srcset : src;
  const first = new Promise((resolve) => (el.seen = resolve)).then(() => fetch(picture)).then((answer) => answer.blob());
  first.catch(() => {}); // it comes again, drawn
  const model = modelOf(place, { spec: specs[chosen], shown: {}, first: chosen === "SI" ? null : first, said: alt, words: WORDS });
  model.specs = specs;
  model.send = (content) => {
    ask(place, content);
    // Until Python is there, a preset that is pressed, or that a link names, answers with its picture.
    const isAsked = touched.has(place) || model.linked;
    const isPreset = ({ shown }) => Object.entries(shown).every(([name, value]) => content.shown[name] === value);
    const at = alive || !isAsked || !content.settled || chosen === "SI" ? -1 : specs[chosen].presets.findIndex(isPreset);
    if (views[at]) void preview(model, content, views[at]);
  };
  const box = make("div", {});
  el.replaceChildren(box, copyButton(model, el.dataset.explorer));
  watched(el, place);
  farther.observe(el);
  widget.render({ model, el: box });
}

async function preview(model, { view, seq }, { dataset, ariaLabel }) {
  const picture = await fetch(dataset.src).then((answer) => answer.blob(), () => null);
  if (picture) model.hear("msg:custom", { view, seq, sentence: ariaLabel, type: "image/png" }, [picture]);
}

function question(el, place, values) {
  delete el.dataset.question;
  delete el.dataset.status;
  el.className = "";
  watched(el, place);
  form.render({ model: modelOf(place, { ...values, words: WORDS }), el });
}

function show(place, parts) {
  const around = document.querySelector(`[data-call=${JSON.stringify(place.slice("call:".length))}]`);
  around.replaceChildren(
    ...parts.map((part) => {
      const el = make("div", {});
      question(el, part.place, part.values);
      return el;
    }),
  );
}

// Code that can be changed and run; what stands above it is run first, in the worker.
function code(el, at, all) {
  if (el.classList.contains("setup")) return;
  const place = `code:${at}`;
  const [shown, output] = el.children;
  const model = modelOf(place, {});
  const field = make("textarea", { "aria-label": "Code", spellcheck: "false", autocapitalize: "off", hidden: "" });
  const button = make("button", { type: "button", class: "run" }, "Change and run");
  field.value = el.dataset.code;
  field.rows = field.value.split("\n").length + 1;
  output.setAttribute("role", "status");
  const run = () => {
    const content = { code: field.value, before: all.slice(0, at).map((each) => each.dataset.code) };
    model.again = () => ask(place, content);
    model.again();
    touch(place);
    output.setAttribute("aria-busy", "true");
  };
  button.addEventListener("click", () => {
    if (!field.hidden) {
      run();
      return;
    }
    shown.hidden = true;
    field.hidden = false;
    button.textContent = "Run";
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  model.on("change:output", () => {
    output.removeAttribute("aria-busy");
    output.innerHTML = model.get("output");
  });
  shown.after(field, button);
}

function unitsSwitch(el) {
  const { options, said } = JSON.parse(el.dataset.given);
  const model = modelOf("units:", { options, units: chosen, said: said[chosen] }, (values) => choose(values.units));
  model.words = said;
  units.render({ model, el });
}

function choose(system) {
  chosen = system;
  kept.write("units", system);
  if (alive) ask("units:", { units: system });
  for (const [place, model] of models) {
    model.again?.(); // what was printed or read is shown in these units, too
    if (model.words) model.change({ units: system, said: model.words[system] });
    if (model.specs) {
      model.set("shown", {});
      model.set("first", null);
      model.change({ spec: model.specs[system] });
    }
    if (place.startsWith("explorer:") && !worker) touch("units:");
  }
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      target.seen?.();
      near.add(target.place);
      wanted = true;
      if (allowed && target.dataset.state === "still") target.dataset.state = "waking";
    }
    pump();
  },
  { rootMargin: NEAR },
);

// What was drawn for an explorer that is far away is let go of, and drawn again when it is touched.
const farther = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      const asking = waiting.has(target.place) || [...under.values()].some(({ place }) => place === target.place);
      if (!isIntersecting && alive && !asking && target.dataset.state === "live") ask(target.place, { gone: true });
    }
  },
  { rootMargin: FAR },
);

function watched(el, place) {
  el.place = place;
  watcher.observe(el);
  for (const kind of ["pointerdown", "keydown", "input"]) el.addEventListener(kind, () => touch(place), { capture: true });
}

// ---- a state as a link: #compensation?sensitivity=25&capacity=400&units=SI

function linkTo(model, name) {
  const shown = new URLSearchParams(model.get("spec").controls.map((control) => [control.name, control.start]));
  for (const [control, value] of Object.entries(model.get("shown"))) shown.set(control, value);
  shown.set("units", chosen);
  return `${location.href.split("#")[0]}#${name}?${shown}`;
}

function open() {
  const [name, query = ""] = decodeURIComponent(location.hash.slice(1)).split("?");
  const model = models.get(`explorer:${name}`);
  if (!model) return;
  const given = new URLSearchParams(query);
  const system = given.get("units");
  if (["SI", "conventional"].includes(system) && system !== chosen) choose(system);
  const { controls } = model.get("spec");
  const read = { slider: Number, switch: (text) => text === "true", choice: String };
  const shown = controls.filter((control) => given.has(control.name)).map((control) => [control.name, read[control.kind](given.get(control.name))]);
  if (shown.length) {
    model.linked = true;
    model.set("shown", Object.fromEntries(shown));
    model.change({ spec: model.get("spec") });
  }
  document.getElementById(name).scrollIntoView();
}

function copyButton(model, name) {
  const button = make("button", { type: "button", class: "copy" }, "Copy link");
  button.addEventListener("click", async () => {
    const address = linkTo(model, name);
    history.replaceState(null, "", address);
    const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
    button.textContent = copied ? "Link copied" : "The link is in the address bar";
  });
  return button;
}

// ---- a file of the reader's own: its bytes go to the worker and nowhere else

const MOST_BYTES = 30e6;

function ownFile(el) {
  const model = modelOf("own:", {});
  const output = make("div", { role: "status" });
  output.append(...el.childNodes);
  const label = make("label", {}, "A file of your own, from a laboratory or a glucose sensor (it stays on this computer): ");
  const file = make("input", { type: "file", accept: ".csv,.tsv,.txt,.json,.ndjson,.xpt" });
  label.append(file);
  file.addEventListener("change", async () => {
    const [chosenFile] = file.files;
    if (!chosenFile) return;
    if (chosenFile.size > MOST_BYTES) {
      output.textContent = `The file has ${Math.round(chosenFile.size / 1e6)} MB; a page reads up to ${MOST_BYTES / 1e6}. The notebook of this lesson reads more.`;
      return;
    }
    const address = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(reader.result));
      reader.readAsDataURL(chosenFile);
    });
    output.setAttribute("aria-busy", "true");
    model.again = () => ask("own:", { name: chosenFile.name, bytes: address.slice(address.indexOf(",") + 1) });
    model.again();
    touch("own:");
  });
  model.on("change:card", () => {
    output.removeAttribute("aria-busy");
    output.innerHTML = model.get("card");
  });
  el.replaceChildren(label, output);
}

// ---- the learner's answers as a file

function answersAsFile(section) {
  const save = make("button", { type: "button" }, "Save your answers to a file");
  const read = make("button", { type: "button" }, "Read answers from a file");
  const file = make("input", { type: "file", hidden: "", accept: ".jsonl", "aria-label": "A file with answers" });
  const said = make("p", { role: "status" }, "Your answers stay in this browser and are sent nowhere. The notebooks of the course read the same file.");
  save.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
    make("a", { href: address, download: "answers.jsonl" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  read.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const isLine = (text) => {
      try {
        return typeof JSON.parse(text) === "object";
      } catch {
        return false;
      }
    };
    const added = addLines((await file.files[0].text()).split("\n").filter(isLine).join("\n"));
    said.textContent = added === 1 ? "One answer was read." : `${added} answers were read.`;
    file.value = "";
    refresh();
    touch("answers:");
  });
  section.append(save, " ", read, file, said);
  section.hidden = false;
}

// Answers that were given earlier, in another window, or read from a file.
function refresh() {
  ask("answers:", { questions: asked(), calls: calls(), lines: lines() });
}

function make(tag, attributes, words) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (words !== undefined) node.textContent = words;
  return node;
}

if (typeof WebAssembly === "object" && window.Worker) {
  bar();
  document.querySelectorAll("[data-units]").forEach(unitsSwitch);
  document.querySelectorAll("[data-question]").forEach((el) => question(el, `question:${el.dataset.question}`, JSON.parse(el.dataset.given)));
  document.querySelectorAll("[data-code]").forEach((el, at, all) => code(el, at, [...all]));
  document.querySelectorAll("[data-own]").forEach(ownFile);
  explorers.forEach(explorer);
  answersAsFile(document.getElementById("kept"));
  navigator.serviceWorker?.register(`${TOP}sw.js`).catch(() => {}); // without it all goes on, but not offline
  open();
  window.addEventListener("hashchange", open);
  window.addEventListener("storage", ({ key }) => {
    if (key === "course/answers.jsonl" && alive) refresh();
    if (key === "course/units" && kept.read("units") !== chosen) choose(kept.read("units"));
  });
} else {
  bar(WITHOUT);
  line.firstChild.remove();
}
