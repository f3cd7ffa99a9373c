export * as contracts from "./contracts";
export * from "./rows";
export { getEnvironment } from "./getEnvironment";
export { getNumberAttributes } from "./getNumberAttributes";
export { getPrompts } from "./getPrompts";
export { resolveRoute } from "./resolveRoute";
export {
  type Answer,
  type LookupDeps,
  type LookupEvent,
  type LookupHandler,
  RowMissing,
  type Tables,
} from "./shared/lookup";
export { MINOR_DIGITS } from "./shared/currencies";
