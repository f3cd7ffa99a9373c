import { defineModule, endModule, type Flow, lookup } from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";
import { openingHours, OPENING_TIMES } from "./fragments/openingHours";
import type { FlowSite } from "./site";

const times = lookup(contracts.getNumberAttributes, OPENING_TIMES);

/** Says the opening hours of the dialed number, then goes back to the menu. */
export const openingHoursModule = (site: FlowSite): Flow =>
  defineModule({
    name: "openingHoursModule",
    description: "Says the opening hours of the dialed number in the caller's language.",
    start: "findTimes",
    blocks: {
      findTimes: times.invoke({ language: attributes.language }, { then: "keepTimes", error: "fail" }),
      keepTimes: times.keep({ then: "loadOpeningHours", error: "fail" }),
      ...openingHours(times.kept, site.speech.defaultLanguage, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });
