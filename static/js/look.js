/*
 * What the reader has chosen on this device, put on <html> before anything is drawn. A classic script in the head,
 * because a module would run when the page has been seen once in the wrong colors. The panel where it is chosen is
 * behaviors/reading-settings.js; what the attributes do stands in tokens.css and reading.css.
 */
(() => {
  const NAMES = ["theme", "size", "leading", "measure", "face", "dim", "keys"];
  const PAPERS = {"light": "#fbf9f4", "dark": "#14161a", "sepia": "#f5ecd9"};
  const root = document.documentElement;
  try {
    const chosen = JSON.parse(localStorage.getItem("studyhub.reading")) ?? {};
    for (const name of NAMES) {
      if (/^[a-z]+$/.test(chosen[name] ?? "")) root.dataset[name] = chosen[name];
    }
  } catch {
    // Storage is closed to us, or holds something else: the page looks as it does without a choice.
  }
  const paper = PAPERS[root.dataset.theme];
  if (!paper) return;
  for (const frame of document.querySelectorAll('meta[name="theme-color"]')) frame.content = paper;
})();
