/*
 * In a narrow window the panes of the grading page are tabs, one at a time, each of which keeps its place, and the
 * question stands above them once its heading is out of sight. Panes and tabs come and go with the answers, so what
 * is shown is told by the root alone (data-pane, data-pinned), and the style sheet does the rest. Without script the
 * panes stand below one another.
 *
 *   in the page: nav[data-desk-panes] > button[data-show-pane="answer"], .desk-answer, .desk-guide, .desk-source
 */
const NARROW = "(max-width: 47.99rem)";
const PANES = ["answer", "guide", "source"];

export function start(root) {
  const narrow = window.matchMedia(NARROW);
  const heading = new IntersectionObserver(([{isIntersecting}]) => root.toggleAttribute("data-pinned", !isIntersecting));
  let places = {};

  const paneOf = (element) => PANES.find((pane) => element?.closest(`.desk-${pane}`));

  function draw() {
    const nav = root.querySelector("[data-desk-panes]");
    if (!nav) return;
    nav.hidden = false;
    for (const button of nav.querySelectorAll("[data-show-pane]")) {
      button.setAttribute("aria-current", String(button.dataset.showPane === root.dataset.pane));
    }
    const list = root.querySelector(".question-links"); // on one line, which scrolls
    const here = list.querySelector("[aria-current]");
    list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    heading.disconnect();
    heading.observe(root.querySelector("h1"));
  }

  function show(pane, {keepsPlace = true} = {}) {
    const before = root.dataset.pane;
    if (before === pane) return;
    if (before) places[before] = window.scrollY;
    root.dataset.pane = pane;
    draw();
    if (!narrow.matches || !keepsPlace || !before) return;
    const top = root.querySelector(".desk-panes").getBoundingClientRect().top + window.scrollY;
    const pinned = root.querySelector("[data-desk-panes]").offsetHeight;
    window.scrollTo(0, places[pane] ?? Math.min(window.scrollY, top - pinned));
  }

  /* Before whatever else follows the click, so that there is something to go to. */
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show-pane]");
    if (button) return void show(button.dataset.showPane);
    if (event.target.closest("[data-give]")) show("answer", {keepsPlace: false});
    const hash = event.target.closest('a[href^="#"]')?.hash;
    const pane = hash && paneOf(document.getElementById(decodeURIComponent(hash.slice(1))));
    if (pane) show(pane, {keepsPlace: false});
  }, {capture: true});
  /* A key that leads elsewhere (L, E, C ...) does so on the next turn. */
  document.addEventListener("keydown", (event) => {
    const pane = {l: "guide", e: "guide", p: "answer", c: "answer", a: "answer", t: "answer", "/": "answer"}[event.key];
    if (pane && !event.target.matches("textarea, input:not(.points-input), select")) show(pane, {keepsPlace: false});
  }, {capture: true});
  /* Another answer begins with itself. */
  new MutationObserver(() => {
    places = {};
    root.dataset.pane = "answer";
    draw();
  }).observe(root.querySelector("[data-marking-page]"), {childList: true});
  show(paneOf(document.getElementById(location.hash.slice(1))) ?? "answer");
}
