/*
 * On the form of an event: what its date means is said while it is typed, in the server's own words. The button that
 * asks for it without script is put away. Where the server cannot be reached, nothing is claimed.
 */
const PAUSE = 250;

export function start(form) {
  const date = form.elements.date;
  const calendar = form.elements.calendar;
  const said = form.querySelector("[data-meaning]");
  form.querySelector("[data-ask]").hidden = true;
  let waiting = 0;
  let asked = null;

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    if (!date.value.trim()) return say();
    const query = new URLSearchParams({date: date.value, calendar: calendar.value});
    try {
      const answer = await fetch(`${form.dataset.url}?${query}`, {
        headers: {Accept: "application/json"}, signal: asked.signal,
      });
      say(answer.ok ? await answer.json() : {});
    } catch (error) {
      if (error.name !== "AbortError") say();
    }
  }

  function say({words = "", span = "", error = ""} = {}) {
    said.replaceChildren();
    if (error) said.append(piece("span", "date-fault", error));
    if (words) said.append(piece("strong", "", words), " ", piece("span", "quiet", span));
  }

  date.addEventListener("input", wait);
  calendar.addEventListener("change", ask);
}

function piece(name, style, text) {
  const element = document.createElement(name);
  element.className = style;
  element.textContent = text;
  return element;
}
