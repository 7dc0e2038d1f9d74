/*
 * On the pane of the timeline: which event is chosen (timeline/choice.js), and the switch between the list and a
 * drawing of it, remembered on the device. The drawing's scripts come only when it is asked for. Beside the essay it
 * runs down; laid below it, across the window's width, it runs to the right.
 */
import {Choice} from "../timeline/choice.js";

const KEYS = {view: "studyhub:timeline-view", place: "studyhub:timeline-place"};

export function start(pane) {
  const list = pane.querySelector(".timeline");
  const choice = new Choice({pane, list, essay: document.getElementById("essay")});
  const views = pane.querySelector(".view-switch");
  let drawing = null;

  async function show(view) {
    pane.dataset.view = view;
    for (const button of views.querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.view === view);
    const themes = pane.querySelector(".theme-filter");
    if (themes) themes.open = view === "list";
    if (view === "drawing") {
      drawing ??= import("../timeline/start.js").then(({startDrawing}) => startDrawing({pane, list, choice, remember}));
      const made = await drawing;
      if (pane.dataset.view === "drawing") made.show();
    }
  }

  views.hidden = false;
  views.addEventListener("click", (event) => {
    const button = event.target.closest("[data-view]");
    if (!button) return;
    remember("view", button.dataset.view);
    show(button.dataset.view);
  });
  pane.dataset.place = remembered("place") === "below" ? "below" : "beside";
  show(remembered("view") === "drawing" ? "drawing" : "list").then(() => choice.start());
}

function remembered(name) {
  try {
    return localStorage.getItem(KEYS[name]);
  } catch {
    return null; // storage is off; the page works without
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(KEYS[name], value);
  } catch {
    // as above
  }
}
