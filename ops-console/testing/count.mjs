// The line that infra/test counts by. A file whose setup failed has run none of its tests: that is a failure, whatever the tests are called.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const unrun = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
const failed = report.testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'failed');
for (const test of failed) console.log(`FAILED ${test.fullName}\n  ${(test.failureMessages[0] ?? '').split('\n').slice(0, 4).join('\n  ')}`);
for (const file of unrun) console.log(`FAILED ${file.name}\n  ${(file.message ?? '').split('\n')[0]}`);
console.log(`${report.numPassedTests} passed, ${failed.length + unrun.length} failed`);
process.exit(failed.length + unrun.length === 0 ? 0 : 1);
