/**
 * How long a row is given to callers while its table does not answer, in milliseconds since it was read: half a day,
 * for an outage of a region lasts hours. A day later opening hours, holidays and queues may be others.
 */
export const ROW_USABLE_MS = 12 * 60 * 60_000;
