/** What carriers write in the place of a number that is withheld or not known. */
const NOBODY = ["anonymous", "restricted", "unavailable", "unknown", "blocked", "private"];

/** Whether what somebody typed as a caller's number is a word for one that is withheld. */
export const namesNobody = (typed: string): boolean => NOBODY.includes(typed.toLowerCase());
