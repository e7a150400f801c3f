// The switch between unit systems: two radio buttons, and a line that says what is chosen.

function render({ model, el }) {
  const field = document.createElement("fieldset");
  field.className = "ir-explorer ir-units";
  const legend = document.createElement("legend");
  legend.textContent = "Units in which the course shows measurements";
  const said = document.createElement("p");
  said.setAttribute("aria-live", "polite");
  const group = `ir-${Math.random().toString(36).slice(2)}`;
  const radios = model.get("options").map(([value, text]) => {
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = group;
    radio.value = value;
    radio.dataset.lmSuppressShortcuts = "true";
    radio.addEventListener("change", () => {
      model.set("units", value);
      model.save_changes();
    });
    const label = document.createElement("label");
    label.append(radio, text);
    field.append(label);
    return radio;
  });
  field.prepend(legend);
  field.append(said);
  const show = () => {
    for (const radio of radios) radio.checked = radio.value === model.get("units");
    said.textContent = model.get("said");
  };
  // Who shows the notebook may have other lessons open, whose numbers are to follow.
  const tell = () => field.dispatchEvent(new CustomEvent("course-units", { bubbles: true, detail: model.get("units") }));
  model.on("change:units change:said", show);
  model.on("change:said", tell);
  // In a notebook only a kernel that answers can change anything; a page of the site answers itself.
  const live = () => field.classList.add("ir-answered");
  model.on("msg:custom", live);
  try {
    if (model.get("asks")) model.send({});
  } catch {
    // JupyterLab refuses to send where the kernel is gone
  }
  show();
  el.replaceChildren(field);
  return () => {
    model.off("change:units change:said", show);
    model.off("change:said", tell);
    model.off("msg:custom", live);
  };
}

export default { render };
