#!/usr/bin/env node
"use strict";
// The AWS SDK warns of an end of support that concerns whoever deploys, not whoever runs this command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

// In a checkout the command runs what stands there now; in an installed package, what was built.
const source = join(__dirname, "..", "local", "cli", "main.ts");
const inCheckout = existsSync(source);
if (inCheckout) require("tsx/cjs");
const { main } = require(inCheckout ? source : "../dist/local/cli/main.js");

main(process.argv.slice(2)).then(
  // Not process.exit(): it would cut off what a pipe has not taken yet.
  (code) => (process.exitCode = code),
  (error) => {
    process.stderr.write(`${error?.stack ?? error}\nThis is a fault of ivr, not of your input.\n`);
    process.exitCode = 2;
  },
);
