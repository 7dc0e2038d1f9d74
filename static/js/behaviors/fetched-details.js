/*
 * Details whose content is fetched when they are opened, also on a page that changes without a new one. Until it is
 * there, where it cannot be had and without script, they hold a link to it as a page.
 *
 *   details[data-fetched="address"] > summary + div; of the page at the address [data-fragment] is shown, and its
 *   data-summary takes the place of the summary's words
 */
export function start(root) {
  // This event does not bubble.
  root.addEventListener("toggle", ({target}) => {
    if (target.matches?.("details[data-fetched]") && target.open) fill(target);
  }, true);
}

async function fill(details) {
  if (details.dataset.state) return;
  details.dataset.state = "asked";
  try {
    const response = await fetch(details.dataset.fetched, {headers: {Accept: "text/html"}, cache: "no-store"});
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const part = response.ok && page.querySelector("[data-fragment]");
    if (!part) throw new Error("not the page that was asked for"); // signed out
    details.querySelector("summary").textContent = part.dataset.summary;
    details.querySelector("summary + div").replaceChildren(...document.importNode(part, true).childNodes);
  } catch {
    delete details.dataset.state; // the link is still there, and opening it once more tries again
  }
}
