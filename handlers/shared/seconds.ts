/** Whole seconds since 1970: the unit of every time in the table of call state. */
export const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);
