/*
 * Wheel, mouse and fingers over the drawing. It scrolls like any part of a page, so the wheel and one finger pan it;
 * with Ctrl (or two fingers on a pad or a screen) they zoom. The mouse also drags it.
 */
const A_DRAG = 4; // pixels from which on a press is no click

export function pointing(drawing) {
  const {view} = drawing;
  view.addEventListener("wheel", (event) => wheel(drawing, event), {passive: false});
  view.addEventListener("click", (event) => click(drawing, event));
  view.addEventListener("dblclick", (event) => {
    if (!event.target.closest("[data-index]")) drawing.zoomBy(2, offsetOf(drawing, event));
  });
  dragging(drawing);
  pinching(drawing);
}

function offsetOf({view, direction}, point) {
  return point[direction.pointer] - view.getBoundingClientRect()[direction.along];
}

function wheel(drawing, event) {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const turn = Math.max(-60, Math.min(60, event.deltaY * lines));
    drawing.zoomBy(Math.exp(-turn * 0.008), offsetOf(drawing, event));
  } else if (drawing.direction.name === "right" && !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
    const before = drawing.start;
    drawing.start += event.deltaY;
    if (drawing.start !== before) event.preventDefault(); // at either end the page scrolls on
  }
}

function click(drawing, event) {
  const pile = event.target.closest("[data-pile]");
  const chosen = event.target.closest("[data-index]");
  if (pile) takeApart(drawing, Number(pile.dataset.pile));
  else if (chosen) drawing.choose(drawing.events[chosen.dataset.index], {byKey: false});
}

/* Zooms in on a pile until it fills half of the view; the same day does not come apart, so its first event is shown. */
function takeApart(drawing, number) {
  const {items} = drawing.scene.piles.find((pile) => pile.number === number);
  const ends = items.map(({at}) => at);
  const spread = Math.max(...ends) - Math.min(...ends);
  const middle = (Math.max(...ends) + Math.min(...ends)) / 2 - drawing.start;
  if (spread > 0 && drawing.scale.zoom < drawing.scale.most) drawing.zoomBy(Math.max(2, drawing.room / 2 / spread), middle);
  else drawing.reveal(items[0].event, {focus: true});
}

function dragging(drawing) {
  const {view} = drawing;
  let from = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = {point: event[drawing.direction.pointer], start: drawing.start, isDrag: false};
  });
  view.addEventListener("pointermove", (event) => {
    if (!from) return;
    const moved = event[drawing.direction.pointer] - from.point;
    if (!from.isDrag && Math.abs(moved) > A_DRAG) {
      from.isDrag = true;
      view.setPointerCapture(event.pointerId);
      view.classList.add("is-dragged");
    }
    if (from.isDrag) drawing.start = from.start - moved;
  });
  const end = () => {
    if (from?.isDrag) view.addEventListener("click", swallow, {capture: true, once: true});
    setTimeout(() => view.removeEventListener("click", swallow, {capture: true}));
    view.classList.remove("is-dragged");
    from = null;
  };
  view.addEventListener("pointerup", end);
  view.addEventListener("pointercancel", end);
}

function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}

function pinching(drawing) {
  const {view} = drawing;
  let distance = 0;
  const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  const middle = ([a, b]) => (offsetOf(drawing, a) + offsetOf(drawing, b)) / 2;
  view.addEventListener("touchstart", (event) => {
    distance = event.touches.length === 2 ? spread(event.touches) : 0;
    if (distance) drawing.pinch = middle(event.touches);
  }, {passive: true});
  view.addEventListener("touchmove", (event) => {
    if (!distance || event.touches.length !== 2) return;
    event.preventDefault();
    const now = spread(event.touches);
    drawing.zoomBy(now / distance, drawing.pinch);
    distance = now;
  }, {passive: false});
}
