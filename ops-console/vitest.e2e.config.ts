import { defineConfig } from 'vitest/config';

// One host and one browser for all, one test after the other: they tell one story.
export default defineConfig({ test: { include: ['e2e/**/*.e2e.ts'], environment: 'node', fileParallelism: false, testTimeout: 180_000, hookTimeout: 240_000 } });
