/*
 * The behaviors of the lesson page, and no others: it has to open on a slow network. What a lesson template asks for
 * with data-behavior stands here (tests/lessons/views/test_weight.py); as in app.js, keep the quotes and the semicolon.
 */
import {start as continueReading} from "./behaviors/continue-reading.js";
import {start as find} from "./behaviors/find.js";
import {start as menu} from "./behaviors/menu.js";
import {start as openTarget} from "./behaviors/open-target.js";
import {start as readingPlace} from "./behaviors/reading-place.js";
import {start as readingSettings} from "./behaviors/reading-settings.js";
import {start as shelf} from "./behaviors/shelf.js";
import {start as signOut} from "./behaviors/sign-out.js";
import {start as term} from "./behaviors/term.js";
import {start as timeline} from "./behaviors/timeline.js";
import {start as timelineFilter} from "./behaviors/timeline-filter.js";
import {startBehaviors} from "./start.js";

startBehaviors({
  "continue-reading": continueReading, find, menu, "open-target": openTarget, "reading-place": readingPlace,
  "reading-settings": readingSettings, shelf, "sign-out": signOut, term, timeline, "timeline-filter": timelineFilter,
});
