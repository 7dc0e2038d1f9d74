/*
 * The behaviors of all pages but the lesson's, which has reading.js. The imports are static so that collected files
 * can carry hashes: keep the quotes and the semicolon.
 */
import {start as autosave} from "./behaviors/autosave.js";
import {start as bank} from "./behaviors/bank.js";
import {start as citing} from "./behaviors/citing.js";
import {start as dateMeaning} from "./behaviors/date-meaning.js";
import {start as deskPanes} from "./behaviors/desk-panes.js";
import {start as draftPreview} from "./behaviors/draft-preview.js";
import {start as draftSave} from "./behaviors/draft-save.js";
import {start as draftTerms} from "./behaviors/draft-terms.js";
import {start as draftTools} from "./behaviors/draft-tools.js";
import {start as fetchedDetails} from "./behaviors/fetched-details.js";
import {start as gradingPlace} from "./behaviors/grading-place.js";
import {start as importPlan} from "./behaviors/import-plan.js";
import {start as localTime} from "./behaviors/local-time.js";
import {start as marking} from "./behaviors/marking.js";
import {start as menu} from "./behaviors/menu.js";
import {start as offline} from "./behaviors/offline.js";
import {start as openTarget} from "./behaviors/open-target.js";
import {start as panes} from "./behaviors/panes.js";
import {start as pickList} from "./behaviors/pick-list.js";
import {start as pinned} from "./behaviors/pinned.js";
import {start as print} from "./behaviors/print.js";
import {start as questions} from "./behaviors/questions.js";
import {start as readingPlace} from "./behaviors/reading-place.js";
import {start as readingSettings} from "./behaviors/reading-settings.js";
import {start as shelf} from "./behaviors/shelf.js";
import {start as signOut} from "./behaviors/sign-out.js";
import {start as signedOut} from "./behaviors/signed-out.js";
import {start as split} from "./behaviors/split.js";
import {start as term} from "./behaviors/term.js";
import {start as timeline} from "./behaviors/timeline.js";
import {start as timelineFilter} from "./behaviors/timeline-filter.js";
import {start as unsent} from "./behaviors/unsent.js";
import {start as wholeSheet} from "./behaviors/whole-sheet.js";
import {start as wordCount} from "./behaviors/word-count.js";
import {startBehaviors} from "./start.js";

const behaviors = {
  autosave, bank, citing, "date-meaning": dateMeaning, "desk-panes": deskPanes, "draft-preview": draftPreview, "draft-save": draftSave,
  "draft-terms": draftTerms, "draft-tools": draftTools, "fetched-details": fetchedDetails, "grading-place": gradingPlace, "import-plan": importPlan, "local-time": localTime, marking,
  menu, offline, "open-target": openTarget, panes, "pick-list": pickList, pinned, print, questions,
  "reading-place": readingPlace, "reading-settings": readingSettings, shelf, "sign-out": signOut,
  "signed-out": signedOut, split, term, timeline, "timeline-filter": timelineFilter, unsent, "whole-sheet": wholeSheet, "word-count": wordCount,
};

startBehaviors(behaviors);
