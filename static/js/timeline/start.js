/*
 * Makes the drawing out of the page's template and ties it to the list: what is pressed here is chosen there, the
 * chosen event's own entry of the list is its details, and what is chosen elsewhere is brought into sight here.
 */
import {Drawing} from "./drawing.js";
import {keepHeight} from "./pane-height.js";

export function startDrawing({pane, list, choice, remember}) {
  const root = pane.querySelector("template[data-drawing]").content.cloneNode(true).firstElementChild;
  list.before(root);
  const drawing = new Drawing({pane, list, root, choose, changed: showDetails});
  const bar = root.querySelector('[data-part="chosen-bar"]');

  function choose(event, {byKey = false} = {}) {
    choice.take(event?.element ?? null);
    if (byKey && event) event.element.querySelector("summary").focus();
  }

  function close() {
    const {active} = drawing;
    list.querySelector(".event-chosen .event-more")?.removeAttribute("open");
    choose(null);
    if (active) drawing.reveal(active, {focus: true});
  }

  /* The details are the chosen event's entry in the list, unless a filter hides it. */
  function showDetails() {
    const isShown = Boolean(choice.element) && !choice.element.hidden;
    bar.hidden = !isShown;
    pane.toggleAttribute("data-chosen", isShown);
  }

  function show() {
    showDetails();
    const event = drawing.events.find(({element}) => element === choice.element);
    if (event) drawing.reveal(event);
  }

  list.addEventListener("studyhub:event-chosen", show);
  // A search that walks to an event says so by "studyhub:hit" on its entry.
  list.addEventListener("studyhub:hit", ({target}) => {
    const event = drawing.events.find(({element}) => element === target);
    if (event && pane.dataset.view === "drawing") drawing.reveal(event, {isCentered: true});
  });
  list.addEventListener("studyhub:event-named", () => bringIntoSight(drawing));
  bar.querySelector("button").addEventListener("click", close);
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane.dataset.view === "drawing") close();
  });
  for (const button of root.querySelectorAll("[data-place]")) {
    button.addEventListener("click", () => {
      pane.dataset.place = button.dataset.place;
      remember("place", button.dataset.place);
      root.querySelector(`.tool-place:not([data-place="${button.dataset.place}"])`).focus();
      drawing.resize();
    });
  }
  keepHeight(pane);
  show();
  return drawing;
}

/* A link to an event leads here, which on a phone is further down the page. */
function bringIntoSight({pane, root}) {
  if (pane.dataset.view !== "drawing") return;
  const {top, bottom} = root.querySelector(".drawing-frame").getBoundingClientRect();
  if (top > window.innerHeight - 100 || bottom < 100) pane.scrollIntoView({block: "start"});
}
