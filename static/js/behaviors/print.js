/* A button that prints the page; it stays hidden where no script runs. */
export function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
