import js from '@eslint/js';
import globals from 'globals';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const features = [
  'today',
  'list',
  'record',
  'board',
  'studio',
  'imports',
  'dashboards',
  'bin',
  'pools',
  'search',
  'transfers',
  'overrides',
  'grades',
];

/** Layers, lowest first: a layer imports only from those before it. */
const layers = ['i18n', 'api', 'parts', 'records'];

const forbid = (files, patterns) => ({
  files,
  ignores: ['src/**/*.test.{ts,tsx}'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const within = (folder) => [`~/${folder}`, `~/${folder}/**`, `**/../${folder}/**`];

export default ts.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  hooks.configs.flat.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  ...layers.map((layer, at) =>
    forbid(
      [`src/${layer}/**/*.{ts,tsx}`],
      [
        {
          group: [...layers.slice(at + 1), 'features', 'app', 'test'].flatMap(within),
          message: `${layer} knows nothing of what is built upon it`,
        },
      ],
    ),
  ),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**/*.{ts,tsx}`],
      [
        {
          group: [
            ...features.filter((other) => other !== feature).flatMap((other) => within(`features/${other}`)),
            ...features.filter((other) => other !== feature).map((other) => `../${other}/**`),
            ...within('app'),
            ...within('test'),
          ],
          message: 'features never import each other: move what is shared to src/records or src/parts',
        },
      ],
    ),
  ),
);
