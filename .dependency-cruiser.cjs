// Which way the arrows between the rooms point (docs/architecture.md), type imports included.

/** The rooms of the library and its program, from the top down: each may import those below it. */
const ROOMS = ["stacks", "index\\.ts", "components", "callFlows", "contentModel", "handlers", "flowLanguage"];
/** Below it in the list, and still not to be imported. */
const APART = [
  { from: "contentModel", to: "flowLanguage", why: "Content is rows and texts; flows are made of it in callFlows." },
  { from: "handlers", to: "flowLanguage", why: "A bundle holds what a function needs, and no flow." },
];

const inRoom = (...rooms) => `^(${rooms.join("|")})(/|$)`;
const PURE = inRoom("callFlows", "contentModel", "flowLanguage", "handlers");
/** Of a component only these files know Pulumi: itself, its arguments, and siblings that register resources too. */
const EDGE = [
  "([a-zA-Z]+)/\\1",
  "[a-zA-Z]+/args",
  "configTables/environmentRows",
  "connectFunction/(bundledFunction|connectFunctions)",
  "contactRecordArchive/(adoption|lifecycle|policies|transform)",
  "reportingDataset/(access|catalog|groups|quickSight)",
  "skillQueues/transferList",
  "shared/[a-zA-Z]+",
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Files that need each other are one file, or share a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...ROOMS.slice(1).map((room, index) => ({
      name: `${room.replace("\\", "")}-looks-up`,
      comment: "Arrows between rooms go one way.",
      severity: "error",
      from: { path: inRoom(room) },
      to: { path: inRoom(...ROOMS.slice(0, index + 1)) },
    })),
    ...APART.map(({ from, to, why }) => ({
      name: `${from}-knows-${to}`,
      comment: why,
      severity: "error",
      from: { path: inRoom(from) },
      to: { path: inRoom(to) },
    })),
    {
      name: "laptop-in-library",
      comment: "The library does not carry the laptop.",
      severity: "error",
      from: { path: inRoom(...ROOMS) },
      to: { path: inRoom("local", "test", "bench") },
    },
    {
      name: "laptop-knows-program",
      comment: "The laptop runs any company's program, and takes it from its project file.",
      severity: "error",
      from: { path: inRoom("local") },
      to: { path: inRoom("stacks", "test", "bench", "examples") },
    },
    {
      name: "laptop-beside-its-package",
      comment: "Another package is named by its name: connect-ivr/… resolves in the tarball too.",
      severity: "error",
      from: { path: inRoom("local") },
      to: { path: inRoom(...ROOMS), dependencyTypesNot: ["aliased"] },
    },
    {
      name: "pulumi-in-pure-room",
      comment: "This is pure: Pulumi stays at the edge.",
      severity: "error",
      from: { path: [PURE, "^stacks/tools/", "^local/(?!engine/)"] },
      to: { path: "@pulumi/" },
    },
    {
      name: "pulumi-in-pure-file",
      comment:
        "Checks, layouts, bundles and SQL take plain values: they run before anything is registered, and in a test.",
      severity: "error",
      from: { path: "^components/", pathNot: `^components/(?:${EDGE.join("|")})\\.ts$` },
      to: { path: "@pulumi/" },
    },
    {
      name: "policy-alone",
      comment: "Pulumi runs the policy pack for any program: it knows resources and nothing of ours.",
      severity: "error",
      from: { path: inRoom("policy") },
      to: { path: inRoom(...ROOMS, "local", "test", "bench", "examples") },
    },
    {
      name: "pulumi-in-rules",
      comment: "A rule is a pure function of a resource: only the pack knows Pulumi.",
      severity: "error",
      from: { path: "^policy/", pathNot: "^policy/pack\\.ts$" },
      to: { path: "@pulumi/" },
    },
    {
      name: "pulumi-index",
      comment: "Import a submodule: the index takes seconds to load.",
      severity: "error",
      from: {},
      to: { path: "@pulumi/(aws|aws-native)/index\\." },
    },
    {
      name: "unlisted",
      comment: "A package that is imported stands in the package.json of whoever imports it.",
      severity: "error",
      // In a checkout the command starts through the program's tsx.
      from: { pathNot: inRoom("test", "bench", "examples", "local/bin") },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "undetermined"] },
    },
    {
      name: "development-only",
      comment: "What is deployed or packed does not need what only development has, but for its types.",
      severity: "error",
      from: { path: inRoom(...ROOMS, "local"), pathNot: "^stacks/tools/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    { name: "unresolvable", comment: "Correct the path.", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(local/)?dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "require", "node", "default"] },
    cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
  },
};
