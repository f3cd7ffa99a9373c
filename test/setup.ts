import { end } from "./atEnd";
import { dropGraphs, keepGraphs } from "./graphsOfRun";

// The SDK warns of an end of support that concerns whoever deploys, not whoever runs the tests.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** Mocha calls these for every file, in whatever process it runs. */
export const mochaHooks = { afterAll: end };

/** Mocha calls these once in a run. */
export const mochaGlobalSetup = keepGraphs;
export const mochaGlobalTeardown = dropGraphs;
