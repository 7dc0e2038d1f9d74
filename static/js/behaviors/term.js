/*
 * On a text with glossary words (a.term[href="#term-x"]): a press shows the definition beside the word.
 * Without script, with a modifier key, or where the entry is missing, the link goes to the glossary as ever.
 * The bubble is a status region, so a screen reader speaks it while the focus stays in the text.
 */
const GAP = 8;

export function start(text) {
  const bubble = document.createElement("div");
  bubble.className = "term-popover";
  bubble.setAttribute("role", "status");
  document.body.append(bubble);
  let shown = null;

  function hide() {
    if (!shown) return;
    shown.removeAttribute("aria-expanded");
    shown = null;
    bubble.replaceChildren();
  }

  function show(link, entry) {
    hide();
    shown = link;
    link.setAttribute("aria-expanded", "true");
    bubble.replaceChildren(...definition(entry));
    bubble.hidden = false;
    place(bubble, link);
  }

  text.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!entry) return;
    event.preventDefault();
    if (link === shown) hide(); else show(link, entry);
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !bubble.contains(event.target) && event.target.closest("a.term") !== shown) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  const follow = () => { if (shown) place(bubble, shown); };
  document.addEventListener("scroll", follow, {capture: true, passive: true});
  window.addEventListener("resize", follow);
}

function definition(entry) {
  const word = document.createElement("strong");
  word.textContent = entry.querySelector("dt")?.textContent ?? "";
  const meaning = document.createElement("span");
  meaning.textContent = entry.querySelector("dd")?.textContent ?? "";
  return [word, meaning];
}

/* Under the word where there is room, else above it; never outside the window. */
function place(bubble, link) {
  const word = link.getClientRects()[0];
  bubble.hidden = word.bottom < 0 || word.top > window.innerHeight; // scrolled out of sight
  if (bubble.hidden) return;
  const {width, height} = bubble.getBoundingClientRect();
  const below = word.bottom + GAP;
  const top = below + height <= window.innerHeight ? below : Math.max(GAP, word.top - GAP - height);
  const left = Math.min(Math.max(GAP, word.left), window.innerWidth - width - GAP);
  bubble.style.top = `${top}px`;
  bubble.style.left = `${left}px`;
}
