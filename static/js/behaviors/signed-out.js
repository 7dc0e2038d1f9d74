/* On the sign-in page, which only strangers see: whoever was signed in before is not here any more. */
import {nobodyIsHere} from "../here.js";

export function start() {
  nobodyIsHere();
}
