/*
 * Beside the essay the pane is as high as the window and stays at its top. As long as the page's header is in sight
 * the pane begins below it, and is by so much lower, so that the drawing is never cut off at its foot.
 */
export function keepHeight(pane) {
  let waiting = false;
  const measure = () => {
    waiting = false;
    const top = Math.max(0, pane.getBoundingClientRect().top);
    pane.style.setProperty("--pane-top", `${Math.min(top, window.innerHeight / 2)}px`);
  };
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(measure);
  };
  window.addEventListener("scroll", soon, {passive: true});
  window.addEventListener("resize", soon);
  measure();
}
