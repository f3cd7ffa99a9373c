import tseslint from "typescript-eslint";

// Which room may import which, and that files make no circle, is the business of .dependency-cruiser.cjs.
export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", "testing.d.ts"] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
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
    files: ["callFlows/**/*.ts"],
    ignores: ["callFlows/contactContract.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
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
  // A chai assertion is an expression.
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-unused-expressions": "off" } },
);
