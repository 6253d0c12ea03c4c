// SPDX-License-Identifier: AGPL-3.0-or-later
// node run.mjs PATH_TO_XINAN [name …]: the journeys of the main job in a real browser against a real centre.
// Prints TAP; a failure leaves a picture under build/journeys/.
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDemo } from './demo.mjs';
import { openBrowser, Stage } from './stage.mjs';

const [program, ...only] = process.argv.slice(2);
if (!program) {
  process.stderr.write('usage: node run.mjs PATH_TO_XINAN [name …]\n');
  process.exit(2);
}
const pictures = resolve(import.meta.dirname, '../../build/journeys');
mkdirSync(pictures, { recursive: true });
const files = readdirSync(import.meta.dirname).filter((f) => f.endsWith('.journey.mjs')).sort()
  .filter((f) => only.length === 0 || only.some((name) => f.includes(name)));

const journeys = [];
for (const file of files) journeys.push({ file, steps: (await import(join(import.meta.dirname, file))).default });

const say = (line) => process.stdout.write(`${line}\n`);
const centre = await startDemo(resolve(program));
say(`# a demo centre in ${centre.seconds} s`);
const browser = await openBrowser();
let number = 0;
let failed = 0;
try {
  const stage = new Stage(browser, centre);
  stage.program = resolve(program);
  for (const { file, steps } of journeys) {
    const shared = {}; // what one step leaves for the next
    let broken = '';
    const began = Date.now();
    for (const [sentence, run] of steps) {
      number += 1;
      if (broken) {
        say(`not ok ${number} - ${sentence} # not reached after: ${broken}`);
        failed += 1;
        continue;
      }
      try {
        const skipped = await run(stage, shared);
        const trouble = stage.troubles.splice(0);
        if (trouble.length > 0) throw new Error(`the browser complained: ${trouble.join('; ')}`);
        say(`ok ${number} - ${sentence}${typeof skipped === 'string' ? ` # SKIP ${skipped}` : ''}`);
      } catch (error) {
        broken = sentence;
        failed += 1;
        say(`not ok ${number} - ${sentence}`);
        for (const line of String(error.stack ?? error).split('\n').slice(0, 14)) say(`#   ${line}`);
        const picture = join(pictures, `${file.replace('.journey.mjs', '')}-${number}.png`);
        const at = stage.last;
        if (at && !at.isClosed()) await at.screenshot({ path: picture }).then(() => say(`#   picture: ${picture} of ${at.url()}`), () => undefined);
        stage.troubles = [];
      }
    }
    await stage.close();
    say(`# ${file} ${Math.round((Date.now() - began) / 1000)} s`);
  }
} finally {
  await browser.close().catch(() => undefined);
  await centre.stop();
}
say(`1..${number}`);
process.exitCode = failed || number === 0 ? 1 : 0;
