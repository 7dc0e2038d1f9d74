/*
 * Starts the behaviors that a page asks for: <details data-behavior="menu">, several with a space between.
 * One module per behavior, each exporting start(element). The imports are static so that collected files
 * can carry hashes: keep the quotes and the semicolon. Pages work without any of this.
 */
import {start as autosave} from "./behaviors/autosave.js";
import {start as localTime} from "./behaviors/local-time.js";
import {start as menu} from "./behaviors/menu.js";
import {start as openTarget} from "./behaviors/open-target.js";
import {start as panes} from "./behaviors/panes.js";
import {start as print} from "./behaviors/print.js";
import {start as questions} from "./behaviors/questions.js";
import {start as readingPlace} from "./behaviors/reading-place.js";
import {start as signOut} from "./behaviors/sign-out.js";
import {start as term} from "./behaviors/term.js";
import {start as timelineFilter} from "./behaviors/timeline-filter.js";
import {start as wordCount} from "./behaviors/word-count.js";

const behaviors = {
  autosave, "local-time": localTime, menu, "open-target": openTarget, panes, print, questions,
  "reading-place": readingPlace, "sign-out": signOut, term, "timeline-filter": timelineFilter, "word-count": wordCount,
};

for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) {
    try {
      behaviors[name](element);
    } catch (error) {
      console.error(`behavior "${name}"`, error); // one that fails must not stop the others
    }
  }
}
