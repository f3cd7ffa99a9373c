export * from "connect-ivr-local";
