/*
 * The line between source and answers, moved by mouse, touch or arrow keys in a wide window; where it stands is kept on
 * this device. [data-split] is the line; the share of the source goes into --source, which write.css lays out.
 */
const KEY = "studyhub.split";
const [LEAST, MOST, USUAL, STEP] = [25, 70, 46, 2]; // percent

export function start(panes) {
  const line = panes.querySelector("[data-split]");
  let share = USUAL;

  function show(wanted) {
    share = Math.min(MOST, Math.max(LEAST, Math.round(wanted * 10) / 10));
    panes.style.setProperty("--source", `${share}%`);
    line.setAttribute("aria-valuenow", String(Math.round(share)));
    line.setAttribute("aria-valuetext", `${Math.round(share)} percent of the width`);
  }

  function keep() {
    try {
      if (share === USUAL) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, String(share));
    } catch { /* a private window keeps nothing */ }
  }

  function kept() {
    try { return Number(localStorage.getItem(KEY)) || USUAL; } catch { return USUAL; }
  }

  const isLeftward = () => getComputedStyle(panes).direction === "rtl";
  line.setAttribute("aria-valuemin", String(LEAST));
  line.setAttribute("aria-valuemax", String(MOST));
  line.hidden = false;
  show(kept());

  line.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    line.setPointerCapture(event.pointerId);
    event.preventDefault(); // no text is selected meanwhile
    line.focus();
  });
  line.addEventListener("pointermove", (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const frame = panes.getBoundingClientRect();
    const from = isLeftward() ? frame.right - event.clientX : event.clientX - frame.left;
    show((from / frame.width) * 100);
  });
  line.addEventListener("lostpointercapture", keep);
  line.addEventListener("dblclick", () => { show(USUAL); keep(); });
  line.addEventListener("keydown", (event) => {
    const forward = isLeftward() ? "ArrowLeft" : "ArrowRight";
    const back = isLeftward() ? "ArrowRight" : "ArrowLeft";
    const to = {[forward]: share + STEP, [back]: share - STEP, Home: LEAST, End: MOST, Enter: USUAL}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
    keep();
  });
}
