// A suite: named tests, one after the other, and the line that infra/test counts by.

const tests = [];

export const test = (name, body) => tests.push({ name, body });

export async function run(limitMs = 90_000) {
  let failed = 0;
  for (const { name, body } of tests) {
    const start = performance.now();
    try {
      await within(body(), limitMs, 'the test did not end');
      console.log(`ok ${name} (${Math.round(performance.now() - start)} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}\n  ${error.stack ?? error}`);
    }
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** Fails with `what` when the promise takes longer. */
export function within(promise, ms, what) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${ms} ms`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
