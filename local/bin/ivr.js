#!/usr/bin/env node
"use strict";
// The AWS SDK warns of an end of support that concerns whoever deploys, not whoever runs this command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

load()(process.argv.slice(2)).then(
  // Not process.exit(): it would cut off what a pipe has not taken yet.
  (code) => (process.exitCode = code),
  (error) => {
    process.stderr.write(`${error?.stack ?? error}\nThis is a fault of ivr, not of your input.\n`);
    process.exitCode = 2;
  },
);

/** In a checkout the command runs what stands there now; in an installed package, what was built. */
function load() {
  const source = join(__dirname, "..", "cli", "main.ts");
  if (existsSync(source)) return fromSource(source);
  requireLibrary();
  return require("../dist/cli/main.js").main;
}

function fromSource(source) {
  // tsx resolves connect-ivr/* by the checkout's tsconfig, wherever the command is typed. Programs that the command
  // runs have a tsconfig of their own.
  const before = process.env.TSX_TSCONFIG_PATH;
  process.env.TSX_TSCONFIG_PATH = join(__dirname, "..", "..", "tsconfig.json");
  require("tsx/cjs");
  if (before === undefined) delete process.env.TSX_TSCONFIG_PATH;
  else process.env.TSX_TSCONFIG_PATH = before;
  return require(source).main;
}

/** npm installs no peer that is optional, and a plain one could not be installed in the checkout. */
function requireLibrary() {
  try {
    require.resolve("connect-ivr");
  } catch {
    const { version } = require("../package.json");
    process.stderr.write(
      `ivr needs the package connect-ivr beside it: npm install --save-dev connect-ivr@${version}\n`,
    );
    process.exit(2);
  }
}
