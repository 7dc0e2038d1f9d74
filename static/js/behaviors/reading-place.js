/*
 * On the essay: the paragraph being read is marked, with its section in the contents and its events on the timeline.
 * Where the timeline stands beside the essay with a scroll of its own, it follows, unless the reader is busy in it.
 * The essay tells who listens: "studyhub:place" with the paragraph's name.
 */
const LINE = 0.3; // of the window's height: what begins above it is being read

export function start(essay) {
  const contents = document.getElementById("contents");
  const timeline = document.getElementById("timeline");
  const paragraphs = [...essay.querySelectorAll(".paragraph")];
  let current = null;
  let ledTo = targetIn(timeline); // a link led to an event: the next paragraph does not take it away

  function read(paragraph) {
    current?.classList.remove("paragraph-current");
    current = paragraph;
    current.classList.add("paragraph-current");
    essay.dispatchEvent(new CustomEvent("studyhub:place", {detail: {name: current.id}}));
    markSection(contents, current.closest("section"));
    timeline.dataset.reading = current.id; // the drawing takes it from here
    const events = markEvents(timeline, current.id);
    const chosen = chosenOf(events);
    if (ledTo) ledTo = null;
    else if (current === paragraphs[0] && !chosen) follow(timeline, null);
    else if (events.length) follow(timeline, chosen ?? events[0]);
  }

  // Called whenever a paragraph comes over the line or leaves at the top.
  const observer = new IntersectionObserver(() => {
    if (current && isPast(essay)) return; // looking at what comes after it is not reading its end
    const paragraph = atTheLine(paragraphs);
    if (paragraph !== current) read(paragraph);
  }, {rootMargin: `0px 0px ${100 * (LINE - 1)}% 0px`});
  for (const paragraph of paragraphs) observer.observe(paragraph);

  // Going back, the browser puts the page where it was, but not what scrolls inside it.
  window.addEventListener("hashchange", () => {
    ledTo = targetIn(timeline);
    if (ledTo && hasOwnScroll(timeline)) bringTo(timeline, ledTo);
  });
}

/* By the address: while the page loads, the browser has not called anything :target yet. */
function targetIn(timeline) {
  const target = document.getElementById(location.hash.slice(1));
  return timeline.contains(target) ? target : null;
}

function atTheLine(paragraphs) {
  const line = window.innerHeight * LINE;
  return paragraphs.findLast((one) => one.getBoundingClientRect().top < line) ?? paragraphs[0];
}

function isPast(essay) {
  return essay.getBoundingClientRect().bottom < window.innerHeight * LINE;
}

function markSection(contents, section) {
  for (const link of contents.querySelectorAll("a")) {
    if (link.hash === `#${section.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function markEvents(timeline, name) {
  const events = [...timeline.querySelectorAll(`.event[data-paragraphs~="${name}"]`)];
  for (const event of timeline.querySelectorAll(".event-current")) {
    if (!events.includes(event)) event.classList.remove("event-current");
  }
  for (const event of events) event.classList.add("event-current");
  return events.filter((event) => !event.hidden);
}

/* Where the reader came from an event, that one stays in sight. */
function chosenOf(events) {
  return events.find((event) => event.classList.contains("event-chosen"));
}

/* At the beginning of the essay the timeline shows its own, with the key. */
function follow(timeline, event) {
  if (!hasOwnScroll(timeline) || timeline.matches(":hover, :has(:focus-visible)")) return; // a press leaves a focus, too
  if (event) bringTo(timeline, event); else timeline.scrollTop = 0;
}

const hasOwnScroll = (timeline) => getComputedStyle(timeline).overflowY === "auto";

function bringTo(timeline, event) {
  const head = timeline.querySelector(".timeline-head").offsetHeight;
  const distance = event.getBoundingClientRect().top - timeline.getBoundingClientRect().top;
  timeline.scrollTop += distance - head - 8;
}
