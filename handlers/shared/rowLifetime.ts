/**
 * How long a row is given to callers while its table does not answer, in milliseconds since it was read: longer than
 * DynamoDB has ever been down in a region, and shorter than the day in which opening hours, holidays and queues become
 * others.
 */
export const ROW_USABLE_MS = 12 * 60 * 60_000;
