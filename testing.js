"use strict";
// The laptop is a package of its own: it stays out of programs that only deploy.
try {
  module.exports = require("connect-ivr-local");
} catch (error) {
  if (error.code !== "MODULE_NOT_FOUND" || !error.message.includes("'connect-ivr-local'")) throw error;
  const { version } = require("./package.json");
  throw new Error(
    `connect-ivr/testing is the package connect-ivr-local, which is not installed. Install it: npm install --save-dev connect-ivr-local@${version}`,
  );
}
