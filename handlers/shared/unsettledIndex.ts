/** The index of what is open in the table of call state: by kind, the oldest first. The others do not have its keys. */
export const UNSETTLED_INDEX = { name: "unsettled", hashKey: "unsettled", rangeKey: "unsettledSince" } as const;
