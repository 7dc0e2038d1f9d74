/*
 * The panel of text and colors: what is chosen holds at once, on this device, on every page. The choice lies in
 * localStorage under one name, where look.js finds it before the next page is drawn.
 */
const KEPT = "studyhub.reading";
const root = document.documentElement;

export function start(panel) {
  const form = panel.querySelector("form");
  const boxes = [...form.querySelectorAll("input")];
  panel.hidden = false;
  for (const box of boxes) box.checked = isChosen(box, root.dataset[box.name] ?? "");

  form.addEventListener("change", (event) => choose(event.target.name, valueOf(event.target)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of new Set(boxes.map((box) => box.name))) choose(name, "");
    for (const box of boxes) box.checked = isChosen(box, "");
  });
}

/* A tick stands for its value; one with data-inverse stands for its value when it is taken away. */
function isChosen(box, value) {
  return box.type === "radio" || !("inverse" in box.dataset) ? box.value === value : box.value !== value;
}

function valueOf(box) {
  if (box.type === "radio") return box.value;
  return box.checked === ("inverse" in box.dataset) ? "" : box.value;
}

function choose(name, value) {
  if (value) root.dataset[name] = value; else delete root.dataset[name];
  const kept = read();
  if (value) kept[name] = value; else delete kept[name];
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Storage is closed or full: the choice holds until the page is left.
  }
}

function read() {
  try {
    return {...JSON.parse(localStorage.getItem(KEPT))};
  } catch {
    return {};
  }
}
