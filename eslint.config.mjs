import tseslint from "typescript-eslint";

/** Which folders a folder may not import: arrows go one way (docs/architecture.md). */
const arrows = [
  ["flowLanguage", ["handlers", "contentModel", "components", "stacks", "local", "test"]],
  ["handlers", ["flowLanguage", "contentModel", "components", "stacks", "local", "test"]],
  ["contentModel", ["flowLanguage", "components", "stacks", "local", "test"]],
  ["components", ["stacks", "local", "test"]],
  ["stacks", ["local", "test"]],
  ["local", ["stacks", "test"]],
];

const pulumiIndex = {
  paths: ["@pulumi/aws", "@pulumi/aws-native"].map((name) => ({
    name,
    message: "Import a submodule: the index takes seconds to load.",
  })),
};
const noPulumi = {
  ...pulumiIndex,
  patterns: [{ group: ["@pulumi/*"], message: "This is pure: Pulumi stays at the edge." }],
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "examples/*/node_modules/"] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-restricted-imports": ["error", pulumiIndex],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/explicit-module-boundary-types": "off",
      // The formatter breaks code, and neither comments nor texts; a text stays whole where a reader searches for it.
      "max-len": [
        "error",
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
    },
  },
  {
    files: [
      "flowLanguage/**/*.ts",
      "handlers/**/*.ts",
      "contentModel/**/*.ts",
      "components/connectFlowSet/flows/**/*.ts",
      "components/connectFlowSet/{contactAttributes,contactContract,contentSpeech,promptSets,speech,standardFlows}.ts",
      "components/phoneSystem/**/*.ts",
      "components/*/{rows,arns,names,bundle,testCase,testCases}.ts",
      "components/reportingDataset/{sql,dashboard}/**/*.ts",
      "components/contactRecordArchive/{alarms,layout}.ts",
      "components/instance.ts",
      "local/simulator/**/*.ts",
      "stacks/tools/**/*.ts",
    ],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", noPulumi] },
  },
  {
    files: ["components/connectFlowSet/flows/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          ...noPulumi,
          patterns: [
            ...noPulumi.patterns,
            {
              regex: "/flowLanguage$",
              importNames: ["setContactAttributes"],
              message: "Set what the contract holds: setAttributes of contactAttributes.ts.",
            },
          ],
        },
      ],
    },
  },
  ...arrows.map(([target, from]) => ({
    files: [`${target}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: from.map((folder) => ({
            regex: `^(\\.\\./)+${folder}(/|$)`,
            message: "Arrows between folders go one way.",
          })),
        },
      ],
    },
  })),
  // A chai assertion is an expression.
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-unused-expressions": "off" } },
);
