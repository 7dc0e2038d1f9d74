/*
 * Turns a nav of links to parts of the page into tabs: only the part of the current link shows, and each part keeps
 * its place. With data-panes-below="64rem" only in narrower windows. A link from anywhere into a hidden part opens it.
 * Without script the parts stand below one another and the links jump to them.
 */
export function start(nav) {
  const links = [...nav.querySelectorAll('a[href^="#"]')];
  const parts = links.map((link) => document.getElementById(link.hash.slice(1)));
  const below = nav.dataset.panesBelow;
  const narrow = below ? window.matchMedia(`not all and (min-width: ${below})`) : {matches: true, addEventListener() {}};
  const places = new Map();
  let current = 0;

  const scroller = () => {
    const pane = nav.parentElement;
    return pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY === "auto" ? pane : document.scrollingElement;
  };

  function show(index, {keepPlace = true} = {}) {
    places.set(current, scroller().scrollTop);
    current = index;
    draw();
    if (!keepPlace) return;
    if (places.has(index)) scroller().scrollTop = places.get(index);
    else scroller().scrollTop += Math.min(0, parts[index].getBoundingClientRect().top - nav.getBoundingClientRect().bottom);
  }

  function draw() {
    parts.forEach((part, index) => { part.hidden = narrow.matches && index !== current; });
    links.forEach((link, index) => {
      if (narrow.matches && index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  nav.addEventListener("click", (event) => {
    const index = links.indexOf(event.target.closest("a"));
    if (index < 0 || !narrow.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });
  /* Before the browser follows a link, so that its target is there to scroll to. */
  document.addEventListener("click", (event) => {
    const hash = event.target.closest?.('a[href^="#"]')?.hash;
    if (!hash || event.defaultPrevented || nav.contains(event.target)) return;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    const index = parts.findIndex((part) => part.contains(target));
    if (target && index >= 0 && index !== current) show(index, {keepPlace: false});
  });
  narrow.addEventListener("change", draw);
  const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  current = Math.max(0, parts.findIndex((part) => named && part.contains(named)));
  draw();
}
