import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';

/** What lint says of an import in a file of a folder; the file need not be there. */
let complaints: (folder: string, line: string) => Promise<string[]>;

beforeAll(() => {
  // The arrows alone: types are the lint run's own business, and need the file.
  const eslint = new ESLint({ overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }, ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports' });
  complaints = async (folder, line) => (await eslint.lintText(`${line}\n`, { filePath: `src/${folder}/probe.ts` })).flatMap((file) => file.messages.map((message) => message.message));
});

describe('lint keeps what runs in the worker free of the UI framework', () => {
  test.each([
    ['picture', "import { onMount } from 'svelte';"],
    ['map', "import { tick } from 'svelte';"],
    ['rpc', "import { look } from '../shell/look.svelte';"],
    ['map', "import { columns } from '../picture/columns.svelte';"],
    ['picture', "import { Map } from 'maplibre-gl';"],
    ['rpc', "import { queue } from '../features/incidents/queue';"],
  ])('src/%s may not say: %s', async (folder, line) => {
    expect(await complaints(folder, line)).not.toEqual([]);
  });

  test.each([
    ['map', "import { Map } from 'maplibre-gl';"],
    ['picture', "import { fromBinary } from '@bufbuild/protobuf';"],
    ['picture', "import { WatchRequest } from '../gen/eoc/v1/picture_pb';"],
    ['rpc', "import { uuid7 } from './ids';"],
    ['features/incidents', "import { tick } from 'svelte';"],
  ])('src/%s may say: %s', async (folder, line) => {
    expect(await complaints(folder, line)).toEqual([]);
  });
});
