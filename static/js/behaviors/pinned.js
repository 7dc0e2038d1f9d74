/*
 * Where the source takes the whole window, the question that is open stays above it with its line "For full points", a
 * press away from being read whole. Filled from the question itself ("studyhub:question", see questions.js).
 */
export function start(pinned) {
  const [words, points] = ["pinned-question", "pinned-points"].map((name) => {
    const line = document.createElement("p");
    line.className = name;
    return line;
  });
  const whole = document.createElement("button");
  Object.assign(whole, {type: "button", className: "button button-quiet"});
  whole.addEventListener("click", () => open(whole.getAttribute("aria-expanded") !== "true"));
  pinned.append(words, points, whole);

  function open(isOpen) {
    pinned.classList.toggle("is-whole", isOpen);
    whole.setAttribute("aria-expanded", String(isOpen));
    whole.textContent = isOpen ? "Less" : "Whole question";
    whole.hidden = !isOpen && [words, points].every((line) => line.scrollHeight <= line.clientHeight + 1);
  }

  function show(question) {
    words.textContent = question.querySelector("h2").textContent.trim().replace(/\s+/g, " ");
    points.textContent = question.querySelector(".full-points")?.textContent.trim() ?? "";
    points.hidden = !points.textContent;
    pinned.hidden = false;
    open(false);
  }

  document.addEventListener("studyhub:question", (event) => show(event.detail));
  new ResizeObserver(() => open(pinned.classList.contains("is-whole"))).observe(pinned);
  const first = document.querySelector(".question:not([hidden])");
  if (first) show(first);
}
