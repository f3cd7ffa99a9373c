/**
 * The organization that the offline engine runs programs in. Only there may a stack keep the
 * placeholder of its instance: nothing is deployed.
 */
export const OFFLINE_ORGANIZATION = "connect-ivr-offline";
