import { contact, handled, leg, queued, type RecordFields } from "./records";

const day = (time: string): string => `2026-06-10T${time}Z`;
const [A, B, C, D, E, F, G] = [
  "+447700900001",
  "+447700900002",
  "+447700900003",
  "+447700900004",
  "+447700900005",
  "+14165550106",
  "+447700900007",
];
const paid = (result: string, amount: string, currency: string): Record<string, string> => ({
  country: "CA",
  language: "fr-CA",
  self_service: "payment",
  payment_result: result,
  payment_amount: amount,
  payment_currency: currency,
});

const served = contact("served", day("08:00:00"), A, { self_service: "order_status", personalization: "name" });
const gaveUp = contact("gave-up", day("08:10:00"), B, { reason: "none" });

/**
 * Every oddity of contact records that a report has to survive. The answers in `answers.test.ts` are
 * counted by hand from this list; calls that came in carry their number.
 */
export const edgeRecords: readonly RecordFields[] = [
  // 1. Served in the IVR; the record comes again six days later with what was added.
  served,
  {
    ...served,
    LastUpdateTimestamp: "2026-06-16T09:00:00Z",
    Attributes: { ...(served["Attributes"] as object), reason: "order_status" },
  },
  // 2. Gave up in the IVR; two copies of one second, the second with what the first does not know.
  gaveUp,
  { ...gaveUp, Attributes: { ...(gaveUp["Attributes"] as object), reason: "billing", menu: "support" } },
  // 3. Answered after 15 s; the survey is a leg of its own.
  contact(
    "answered",
    day("09:00:00"),
    C,
    {},
    { ...queued(day("09:01:00"), 15), ...handled(day("09:01:15"), 100, 20, 30), NextContactId: "survey" },
  ),
  contact("survey", day("09:04:00"), C, { survey_score: "2" }, leg("answered", "DISCONNECT")),
  // 4. Answered after 40 s, then passed on to another queue.
  contact(
    "passed-on",
    day("10:00:00"),
    D,
    {},
    { ...queued(day("10:00:30"), 40), ...handled(day("10:01:10"), 60, 0, 0), NextContactId: "second-queue" },
  ),
  contact(
    "second-queue",
    day("10:03:00"),
    D,
    {},
    { ...leg("passed-on", "TRANSFER"), ...queued(day("10:03:00"), 10), ...handled(day("10:03:10"), 200, 0, 10) },
  ),
  // 5. Asked for a callback, which came after midnight: not abandoned, and no second call.
  contact("asked", day("23:50:00"), E, {}, { ...queued(day("23:51:00"), 120), NextContactId: "called-back" }),
  contact(
    "called-back",
    "2026-06-11T00:10:00Z",
    E,
    {},
    {
      ...leg("asked", "CALLBACK"),
      ...queued("2026-06-11T00:10:00Z", 5),
      ...handled("2026-06-11T00:10:05Z", 50, 0, 0),
      SystemEndpoint: null,
    },
  ),
  // 6. The caller of 1 calls again three days later and leaves the queue.
  contact("abandoned", "2026-06-13T08:00:00Z", A, {}, queued("2026-06-13T08:01:00Z", 300)),
  // 7 to 11. Payments: approved in dollars and in yen, declined, approved and then answered by an agent, and what was
  // no number.
  contact("paid", day("11:00:00"), F, paid("approved", "4250", "CAD")),
  contact("paid-yen", day("11:10:00"), "+815012345678", {
    ...paid("approved", "4250", "JPY"),
    country: "JP",
    language: "ja-JP",
  }),
  contact(
    "declined",
    day("11:20:00"),
    "+14165550108",
    { ...paid("declined", "1000", "CAD"), self_service: "none" },
    queued(day("11:22:00"), 20),
  ),
  contact("paid-and-answered", day("11:30:00"), "+14165550109", paid("approved", "1000", "CAD"), {
    ...queued(day("11:32:00"), 20),
    ...handled(day("11:32:20"), 30, 0, 0),
  }),
  contact("cancelled", day("11:40:00"), "+14165550110", { ...paid("cancelled", "none", "none"), self_service: "none" }),
  // 12. The caller of 7 calls again exactly seven days later: neither repeat nor unresolved.
  contact("a-week-later", "2026-06-17T11:00:00Z", F),
  // Amazon Connect's own test: no call of anybody.
  contact(
    "test",
    day("12:00:00"),
    G,
    {},
    { SegmentAttributes: { "connect:ValidationTestType": { ValueString: "EXPERIENCE_VALIDATION" } } },
  ),
  // 13. Keys that differ by case are two attributes.
  contact("two-keys", day("12:10:00"), G, { Country: "XX", Language: "xx-XX" }),
  // 14. A record that never knew when it began lies by its last update.
  contact("no-times", day("12:20:00"), "+447700900014", {}, { InitiationTimestamp: null, DisconnectTimestamp: null }),
  // 15. As many attributes as the service takes.
  contact("large", day("12:30:00"), "+447700900015", { menu_path: "m".repeat(32_000) }),
  // 16 and 17. Withheld numbers are two callers, not one, whatever the carrier writes in their place.
  contact("withheld", day("13:00:00"), "+266696687"),
  contact("anonymous", day("13:10:00"), "+266696687"),
  // 18 and 19. Numbers that were masked before they were stored.
  contact("masked", day("14:00:00"), "h:0a1b"),
  contact("masked-again", day("15:00:00"), "h:0a1b"),
  // 20. No attributes at all, and a transfer to an outside number.
  contact(
    "outside",
    day("16:00:00"),
    "+447700900020",
    {},
    { Attributes: null, TransferredToEndpoint: { Address: "+353861234567", Type: "TELEPHONE_NUMBER" } },
  ),
  // A guide beside a call, an agent's own call, and a supervisor who listens: none came in.
  contact(
    "guide",
    day("09:01:20"),
    C,
    {},
    { Channel: "CHAT", InitiationMethod: "API", RelatedContactId: "answered", CustomerEndpoint: null },
  ),
  contact(
    "agents-own",
    day("17:00:00"),
    C,
    {},
    { InitiationMethod: "OUTBOUND", ...handled(day("17:00:05"), 9999, 0, 0) },
  ),
  contact("listens", day("17:10:00"), C, {}, { InitiationMethod: "MONITOR", ...handled(day("17:10:05"), 9999, 0, 0) }),
];
