import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { CallResult } from "./call";
import type { ContactRecord } from "./contactRecord";

/** A call as this machine may show and store it: no digit stays of a number as long as a card's, wherever it stands. */
export const shownCall = ({ contactRecord, contactRecords, ...result }: CallResult): CallResult => ({
  ...everyText(result, maskDigits),
  contactRecord: shownRecord(contactRecord),
  contactRecords: contactRecords.map(shownRecord),
});

/** Its account is twelve digits that nobody keyed. */
export const shownRecord = (record: ContactRecord): ContactRecord => ({
  ...everyText(record, maskDigits),
  AWSAccountId: record.AWSAccountId,
});
