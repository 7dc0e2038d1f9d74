/*
 * Remembers the paragraph a person was reading, on this device, and offers it when they come back. It is offered and
 * not scrolled to: who opens a lesson may want its beginning, its timeline or a link into it, and a page that jumps by
 * itself loses the eye and the screen reader alike. Reloading and going back keep their place anyway; the browser does
 * that. A place belongs to one person and lesson and is offered to nobody else; signing out leaves it, for it says
 * nothing but a number.
 */
const KEPT = "studyhub.places";
const MOST = 60;
const LINGER = 4000; // ms at one paragraph before it counts as read there and not scrolled past

export function start(line) {
  const essay = document.getElementById(line.dataset.essay);
  const key = `${line.dataset.person} ${line.dataset.lesson}`;
  const first = essay.querySelector(".paragraph");
  const place = read().findLast((entry) => entry.key === key)?.place;
  const paragraph = place ? document.getElementById(place) : null;
  let waiting = 0;

  if (!location.hash && essay.contains(paragraph) && paragraph !== first) offer(line, paragraph);
  essay.addEventListener("studyhub:place", (event) => {
    const name = event.detail.name;
    clearTimeout(waiting);
    if (name === first.id && window.scrollY === 0) return;
    waiting = setTimeout(() => remember(key, name), LINGER);
  });
}

function offer(line, paragraph) {
  const link = line.querySelector("a");
  const heading = paragraph.closest("section").querySelector("h2");
  const number = heading.querySelector(".section-number")?.textContent ?? "";
  link.href = `#${paragraph.id}`;
  link.textContent = `Continue at ${paragraph.querySelector(".paragraph-number").textContent}`;
  line.append(` ${heading.textContent.replace(number, "").trim()}`);
  line.hidden = false;
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/* The newest last, so that the oldest makes room. */
function remember(key, place) {
  try {
    const kept = read().filter((entry) => entry.key !== key);
    localStorage.setItem(KEPT, JSON.stringify([...kept, {key, place}].slice(-MOST)));
  } catch {
    // Storage is closed or full: the place is not remembered.
  }
}
