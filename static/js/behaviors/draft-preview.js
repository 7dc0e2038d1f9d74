/*
 * Shows a draft as it will be read while it is typed: the server renders it, an older question is dropped when a newer
 * one is asked, and only what changed on the page is replaced. The paragraph where the caret stands is marked and kept
 * in sight; a paragraph's number, or the line of a finding, leads back to its place in the text.
 */
const WAIT = 350; // after the last key
const SLOWEST = 2000; // a slow network is asked less often

export function start(form) {
  const text = form.elements.markdown;
  const pane = form.querySelector(".writing-reading");
  const shown = form.querySelector("[data-preview]");
  const findings = form.querySelector("[data-findings]");
  let places = parsed(shown.dataset.places);
  let asked = null;
  let timer = null;
  let took = 0;

  form.querySelector("[data-read-now]").hidden = true;

  async function read() {
    asked?.abort();
    asked = new AbortController();
    const begun = performance.now();
    try {
      const response = await fetch(form.dataset.read, {
        method: "POST",
        headers: {Accept: "application/json"},
        body: new FormData(form),
        redirect: "error",
        signal: asked.signal,
      });
      if (!response.ok) return; // the status line tells why the server does not answer
      draw(await response.json());
      took = performance.now() - begun;
    } catch {
      // dropped for a newer question, or no connection: the next key asks again
    }
  }

  function draw(answer) {
    shown.querySelector(".is-here")?.classList.remove("is-here");
    const fresh = new DOMParser().parseFromString(answer.html, "text/html").body;
    replaceChanged(shown, fresh);
    places = parsed(answer.places);
    form.querySelector("[data-counted]").textContent = answer.counted;
    form.querySelector("[data-empty]").hidden = /^s\d+-/m.test(places.map(([, id]) => id).join("\n"));
    drawFindings(answer.findings);
    follow();
  }

  function drawFindings(rows) {
    findings.hidden = rows.length === 0;
    const count = `${rows.length} thing${rows.length === 1 ? "" : "s"}`;
    const told = findings.querySelector("[data-findings-count]");
    if (told.textContent !== count) told.textContent = count;
    findings.querySelector("[data-findings-list]").replaceChildren(...rows.map(asItem));
  }

  /* Marks the paragraph of the caret and keeps it in sight. */
  function follow() {
    const line = lineOf(text.value, text.selectionStart);
    const id = places.findLast(([from]) => from <= line)?.[1];
    const paragraph = id ? shown.querySelector(`[id="${id}"]`) : null;
    shown.querySelector(".is-here")?.classList.remove("is-here");
    if (!paragraph) return;
    if (paragraph.matches(".paragraph")) paragraph.classList.add("is-here");
    if (pane.scrollHeight <= pane.clientHeight) return;
    const [box, frame] = [paragraph.getBoundingClientRect(), pane.getBoundingClientRect()];
    const isInSight = box.top < frame.bottom - 40 && box.bottom > frame.top + 40;
    if (!isInSight) pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  function goTo(line) {
    const place = startOf(text.value, line);
    text.closest("[hidden]")?.removeAttribute("hidden");
    document.querySelector('.writing-jumpbar a[href="#desk"][aria-current="true"], .writing-jumpbar a[href="#desk"]')?.click();
    document.querySelector('.writing-desk .tabs a[href="#text"]')?.click();
    text.blur();
    text.setSelectionRange(place, place);
    text.focus(); // a browser brings the caret into sight when the box is entered
    follow();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(read, WAIT + Math.min(SLOWEST, took));
  });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === text) follow();
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.dataset.line) {
      event.preventDefault();
      goTo(Number(link.dataset.line));
    } else if (link.matches("[data-preview] .paragraph-number")) {
      event.preventDefault();
      goTo(places.find(([, id]) => `#${id}` === link.hash)?.[0] ?? 1);
    } else if (link.matches("[data-preview] a[href^=http]")) {
      event.preventDefault(); // leaving the page for a look at a source would cost what is not saved yet
      window.open(link.href, "_blank", "noopener");
    }
  });
}

function parsed(words) {
  return (words ?? "").split(" ").filter(Boolean).map((word) => {
    const [line, id] = word.split(":");
    return [Number(line), id];
  });
}

function lineOf(text, place) {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < place; i = text.indexOf("\n", i + 1)) line += 1;
  return line;
}

function startOf(text, line) {
  let place = 0;
  for (let left = line - 1; left > 0; left -= 1) {
    const next = text.indexOf("\n", place);
    if (next === -1) break;
    place = next + 1;
  }
  return place;
}

function asItem(row, index) {
  const item = document.createElement("li");
  if (row.line) {
    const link = document.createElement("a");
    link.href = `#finding-${index + 1}`;
    link.dataset.line = row.line;
    link.textContent = `Line ${row.line}`;
    item.append(link, " ");
  }
  const sentence = document.createElement("span");
  sentence.textContent = row.sentence;
  item.append(sentence);
  if (row.quote) {
    const quote = document.createElement("span");
    quote.className = "finding-quote";
    quote.textContent = row.quote;
    item.append(" ", quote);
  }
  return item;
}

/* Leaves equal nodes at both ends alone, so that a key in a long essay redraws one paragraph. */
function replaceChanged(present, fresh) {
  const [old, now] = [[...present.childNodes], [...fresh.childNodes]];
  let first = 0;
  while (first < old.length && first < now.length && old[first].isEqualNode(now[first])) first += 1;
  let last = 0;
  while (last < Math.min(old.length, now.length) - first && old[old.length - 1 - last].isEqualNode(now[now.length - 1 - last])) last += 1;
  const [gone, come] = [old.slice(first, old.length - last), now.slice(first, now.length - last)];
  if (gone.length === 1 && come.length === 1 && isSameSection(gone[0], come[0])) {
    replaceChanged(gone[0], come[0]);
    return;
  }
  for (const node of gone) node.remove();
  const before = present.childNodes[first] ?? null;
  for (const node of come) present.insertBefore(node, before);
}

function isSameSection(one, other) {
  return one.nodeName === "SECTION" && other.nodeName === "SECTION" && one.id === other.id;
}
