/* The keyboard over the drawing: from event to event, their details, and the zoom. */

export function listenToKeys(drawing) {
  const step = (by) => {
    const place = drawing.shown.findIndex(({event}) => event === drawing.active);
    to(place + by);
  };
  const to = (place) => {
    const last = drawing.shown.length - 1;
    const item = drawing.shown[Math.min(last, Math.max(0, place))];
    if (item) drawing.reveal(item.event, {focus: true});
  };
  const page = (screens) => {
    const goal = drawing.shown.find(({event}) => event === drawing.active).at + screens * drawing.room;
    const distances = drawing.shown.map(({at}) => Math.abs(at - goal));
    const nearest = distances.indexOf(Math.min(...distances));
    const place = drawing.shown.findIndex(({event}) => event === drawing.active);
    to(nearest === place ? place + Math.sign(screens) : nearest);
  };
  const acts = {
    ArrowDown: () => step(1), ArrowRight: () => step(1), ArrowUp: () => step(-1), ArrowLeft: () => step(-1),
    Home: () => to(0), End: () => to(Infinity), PageDown: () => page(1), PageUp: () => page(-1),
    "+": () => drawing.act("in"), "=": () => drawing.act("in"), "-": () => drawing.act("out"), 0: () => drawing.act("whole"),
    Enter: () => drawing.choose(drawing.active, {byKey: true}), " ": () => drawing.choose(drawing.active, {byKey: true}),
    Escape: () => drawing.choose(null),
  };
  drawing.part("events").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
  // With the keyboard it is brought into sight; under a mouse nothing may move, or the press would miss it.
  drawing.part("events").addEventListener("focusin", ({target}) => {
    const option = target.closest("[data-index]");
    const event = option && drawing.events[option.dataset.index];
    if (!event || event === drawing.active) return;
    if (option.matches(":focus-visible")) drawing.reveal(event); else drawing.setActive(event);
  });
}
