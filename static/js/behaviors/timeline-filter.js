/*
 * On the key of the themes: its boxes, which the page keeps hidden, choose what the timeline shows. None chosen
 * shows everything. A link to an event that is not shown takes the choice back, so that it never leads nowhere.
 */
export function start(key) {
  const boxes = [...key.querySelectorAll("input[type=checkbox]")];
  const status = document.getElementById(key.dataset.status);
  const events = [...document.getElementById(key.dataset.timeline).children];
  const years = yearsOf(events);

  for (const box of boxes) {
    box.hidden = false;
    box.checked = false; // a reload may have kept it
  }
  key.addEventListener("change", show);
  window.addEventListener("hashchange", reveal);
  document.getElementById(key.dataset.timeline).addEventListener("studyhub:hit", ({target}) => {
    if (target.hidden) showAll();
  });

  function show() {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    for (const event of events) event.hidden = chosen.length > 0 && !hasTheme(event, chosen);
    const shown = events.filter((event) => !event.hidden);
    markYears(shown, years);
    status.textContent = chosen.length ? `Showing ${shown.length} of ${events.length} events.` : "";
  }

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden || !events.includes(target)) return;
    showAll();
    target.scrollIntoView();
  }

  function showAll() {
    for (const box of boxes) box.checked = false;
    show();
  }
}

function hasTheme(event, chosen) {
  const themes = event.dataset.themes.split(" ");
  return chosen.some((theme) => themes.includes(theme));
}

/* The page names a year on its first event only; the others take it from the one above. */
function yearsOf(events) {
  const years = new Map();
  let year = "";
  for (const event of events) {
    year = event.dataset.year ?? year;
    years.set(event, year);
  }
  return years;
}

function markYears(shown, years) {
  let last = "";
  for (const event of shown) {
    const year = years.get(event);
    if (year === last) delete event.dataset.year; else event.dataset.year = year;
    last = year;
  }
}
