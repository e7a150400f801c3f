// The page of a vote on a phone: what is asked, and the answer of this phone.
const prompt = document.getElementById("prompt");
const form = document.getElementById("form");
const said = document.getElementById("said");
let turn = -1;

async function ask(ballot) {
  const init = ballot ? { method: "POST", body: JSON.stringify(ballot) } : {};
  const reply = await fetch(ballot ? "vote" : "state", init);
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
  for (const each of form.querySelectorAll("button[value]")) each.ariaPressed = String(each.value === state.mine);
  if (answered) said.textContent = state.said || `Your vote is in: ${state.mine}. You may change it until the vote is closed.`;
}

function choices(state) {
  return state.options.map((text, at) => {
    const value = String.fromCharCode(97 + at);
    const button = Object.assign(document.createElement("button"), { type: "button", value, textContent: text });
    button.onclick = () => void vote(value);
    return button;
  });
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
  try {
    show(await ask({ choice, turn }), true);
  } catch {
    said.textContent = "Your vote did not arrive: try again.";
  }
}

async function follow() {
  try {
    show(await ask(), false);
  } catch {
    // The next one may come through.
  }
  setTimeout(() => void follow(), 1800 + 400 * Math.random()); // not all phones of a room at once
}

form.addEventListener("submit", (event) => event.preventDefault());
void follow();
