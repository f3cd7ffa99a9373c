#!/usr/bin/env node
// The command in a checkout; the package that owns it is in local/.
require("../local/bin/ivr.js");
