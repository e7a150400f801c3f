// The page of a vote, on a phone or beside a lesson: what is asked, and the answer of whoever looks at it.
const prompt = document.getElementById("prompt");
const form = document.getElementById("form");
const said = document.getElementById("said");
let turn = -1, asks = 0;

async function ask(ballot) {
  // Only a page that stands in Jupyter has this cookie, and Jupyter wants to see it.
  const xsrf = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1];
  const headers = xsrf ? { "X-XSRFToken": xsrf } : {};
  const reply = await (ballot ? fetch("vote", { method: "POST", body: JSON.stringify(ballot), headers }) : fetch("state", { headers }));
  return reply.json();
}

function show(state, answered) {
  if (state.turn !== turn) {
    turn = state.turn;
    prompt.textContent = state.open ? state.prompt : "Wait for the next question.";
    form.replaceChildren(...(state.open ? (state.options.length ? choices(state) : number(state)) : []));
    form.hidden = !state.open;
    said.textContent = "";
  }
  for (const each of buttons()) each.ariaPressed = String(state.mine.includes(each.value));
  if (answered) said.textContent = state.said || told(state);
}

const buttons = () => [...form.querySelectorAll("button[value]")];

function told({ mine, options }) {
  if (!mine) return "You have no vote now.";
  return `Your vote is in: ${options.length ? [...mine].join(", ") : mine}. You may change it until the vote is closed.`;
}

function choices({ prompt: question, options, several }) {
  const made = options.map((text, at) => {
    const value = String.fromCharCode(97 + at);
    const button = Object.assign(document.createElement("button"), { type: "button", value, textContent: text });
    button.onclick = () => {
      if (several) button.ariaPressed = String(button.ariaPressed !== "true");
      const pressed = buttons().filter((each) => each.ariaPressed === "true");
      void vote(several ? pressed.map((each) => each.value).join("") : value);
    };
    return button;
  });
  const isTold = /all that apply/i.test(question);
  if (several && !isTold) made.unshift(Object.assign(document.createElement("p"), { textContent: "Choose all that apply." }));
  return made;
}

function number(state) {
  const label = Object.assign(document.createElement("label"), { textContent: "Your number " });
  const input = Object.assign(document.createElement("input"), { inputMode: "decimal", autocomplete: "off", value: state.mine });
  label.append(input, ` ${state.unit}`);
  form.onsubmit = (event) => {
    event.preventDefault();
    void vote(input.value);
  };
  return [label, Object.assign(document.createElement("button"), { type: "submit", textContent: "Vote" })];
}

async function vote(choice) {
  const mine = (asks += 1);
  try {
    const state = await ask({ choice, turn });
    if (mine === asks) show(state, true); // else a later tap is under way
  } catch {
    said.textContent = "Your vote did not arrive: try again.";
  }
}

async function follow() {
  const before = asks;
  try {
    const state = await ask();
    if (before === asks || state.turn !== turn) show(state, false);
  } catch {
    // The next one may come through.
  }
  setTimeout(() => void follow(), 1800 + 400 * Math.random()); // not all phones of a room at once
}

form.addEventListener("submit", (event) => event.preventDefault());
void follow();
