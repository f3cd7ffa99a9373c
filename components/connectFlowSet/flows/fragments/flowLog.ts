/** Whether flows write a log: `initFlow` begins so, and what turns it off for a while goes back to it. */
export const FLOW_LOG = "Enabled";
