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
  let wanted = "list";
  let drawing = null; // the promise of it

  async function show(view) {
    wanted = view;
    for (const button of views.querySelectorAll("button")) button.setAttribute("aria-pressed", button.dataset.view === view);
    if (view === "list") {
      turnTo(view);
      return;
    }
    try {
      drawing ??= load();
      const made = await drawing;
      if (wanted !== view) return;
      turnTo(view);
      made.show();
    } catch (error) {
      console.error("drawing", error); // a script that did not arrive: the list is there, and the next press tries again
      drawing = null;
      show("list");
    }
  }

  function turnTo(view) {
    if (pane.dataset.view === view) return;
    pane.dataset.view = view;
    const themes = pane.querySelector(".theme-filter");
    if (themes) themes.open = view === "list";
  }

  async function load() {
    const {startDrawing} = await import("../timeline/start.js");
    return startDrawing({pane, list, choice, remember});
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
