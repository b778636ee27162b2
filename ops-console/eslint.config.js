import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** What runs in a worker and under any page knows no UI framework and nothing that does: only the wire, the folders beside it, and, for the map alone, what draws it. */
const free = ['picture', 'rpc', 'map'];
const frameworkFree = (folder) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: 'What is imported on the way is not checked.' }],
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(?!(\\./|\\.\\./(${free.join('|')}|gen)/|@bufbuild/|@connectrpc/${folder === 'map' ? '|(maplibre-gl|topojson-client|topojson-specification|geojson)$' : ''}))`,
            message: `src/${folder} is free of the UI framework: it may use the wire, ${free.join(', ')}${folder === 'map' ? ' and MapLibre' : ''}.`,
          },
          { regex: '\\.svelte(\\.|$)', message: `src/${folder} is free of the UI framework.` },
        ],
      },
    ],
  },
});

export default ts.config(
  { ignores: ['src/gen/**', 'dist/**', 'e2e/shots/**', '**/*.mjs', 'eslint.config.js'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
  },
  {
    rules: {
      // `a ? b() : c()` as a statement reads well where both are calls.
      '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
    },
  },
  // Values of components have no types here; svelte-check checks them.
  { files: ['**/*.svelte'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-call': 'off', '@typescript-eslint/no-unsafe-return': 'off' } },
  // expect.anything() is any, and a generator may have nothing to wait for.
  { files: ['tests/**', 'e2e/**'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/require-await': 'off', 'require-yield': 'off' } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  ...free.map(frameworkFree),
);
