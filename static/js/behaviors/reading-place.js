/*
 * On the essay: the paragraph being read marks its section in the contents and its events on the timeline. Where the
 * timeline stands beside the essay with a scroll of its own, it follows, unless the reader is busy in it.
 */
const LINE = 0.3; // of the window's height: what begins above it is being read

export function start(essay) {
  const contents = document.getElementById("contents");
  const timeline = document.getElementById("timeline");
  const paragraphs = [...essay.querySelectorAll(".paragraph")];
  let current = null;

  // Called whenever a paragraph comes over the line or leaves at the top.
  const observer = new IntersectionObserver(() => {
    if (current && isPast(essay)) return; // looking at what comes after it is not reading its end
    const read = atTheLine(paragraphs);
    if (read === current) return;
    current = read;
    markSection(contents, current.closest("section"));
    timeline.dataset.reading = current.id; // the drawing takes it from here
    const events = markEvents(timeline, current.id);
    if (current === paragraphs[0] && !chosenOf(events)) follow(timeline, null);
    else if (events.length) follow(timeline, chosenOf(events) ?? events[0]);
  }, {rootMargin: `0px 0px ${100 * (LINE - 1)}% 0px`});
  for (const paragraph of paragraphs) observer.observe(paragraph);
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
  const hasOwnScroll = getComputedStyle(timeline).overflowY === "auto";
  if (!hasOwnScroll || timeline.matches(":hover, :has(:focus-visible)")) return; // a press leaves a focus, too
  if (!event) {
    timeline.scrollTop = 0;
    return;
  }
  const head = timeline.querySelector(".timeline-head").offsetHeight;
  const distance = event.getBoundingClientRect().top - timeline.getBoundingClientRect().top;
  timeline.scrollTop += distance - head - 8;
}
