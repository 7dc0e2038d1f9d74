/* The behaviors of the page that is shown without a connection. Whatever it imports is kept with it (views/offline.py). */
import {start as deviceCopies} from "./behaviors/device-copies.js";
import {startBehaviors} from "./start.js";

startBehaviors({"device-copies": deviceCopies});
