/*
 * Starts what a page asks for: <details data-behavior="menu">, several names with a space between. One module per
 * behavior, each exporting start(element). Pages work without any of this.
 */
export function startBehaviors(behaviors) {
  for (const element of document.querySelectorAll("[data-behavior]")) {
    for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) {
      try {
        behaviors[name](element);
      } catch (error) {
        console.error(`behavior "${name}"`, error); // one that fails must not stop the others
      }
    }
  }
}
