/*
 * Tells the others where this marker is while the page is in sight, and says who else is there: nobody is kept out. On
 * the page of one question, which changes without a new page, the place is read anew each time.
 *
 *   <div data-behavior="grading-place"> somewhere above <p data-here="address" data-question data-show data-order
 *   hidden>
 */
const EVERY = 30_000;

export function start(root) {
  let told = "";
  async function tell() {
    const line = root.querySelector("[data-here]");
    const token = root.querySelector("[name=csrfmiddlewaretoken]");
    if (!line || !token || document.hidden) return;
    const {here, question, show, order} = line.dataset;
    told = here + question;
    const body = new URLSearchParams({question: question ?? "", show: show ?? "", order: order ?? ""});
    try {
      const response = await fetch(here, {
        method: "POST", body, headers: {Accept: "application/json", "X-CSRFToken": token.value},
      });
      if (!response.ok) return;
      const {others} = await response.json();
      line.hidden = others.length === 0;
      line.textContent = others.length === 0 ? "" : `Being graded by ${others.join(" and ")}`;
    } catch { /* nobody is told, and nothing is lost */ }
  }
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
  new MutationObserver(() => {
    const line = root.querySelector("[data-here]");
    if (line && line.dataset.here + line.dataset.question !== told) tell();
  }).observe(root, {childList: true, subtree: true});
  tell();
}
