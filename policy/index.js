// Pulumi would check the types of all that the pack imports whenever it starts; npm test does.
require("tsx/cjs/api").require("./pack.ts", __filename);
