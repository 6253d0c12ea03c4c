// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 6: a visitor sees who opened the file, keeps a proof and a checkpoint, and has both checked without the server.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { check } from './stage.mjs';

async function keep(page, button, path) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  await download.saveAs(path);
  return download.suggestedFilename();
}

const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });

const both = (stage) => {
  const verifiers = [['python3', resolve(import.meta.dirname, '../../tools/verify.py')]];
  const ours = ['../../xinan-verify', 'xinan-verify'].map((p) => join(dirname(stage.program), p)).find(existsSync);
  if (ours) verifiers.push([ours]);
  return verifiers;
};

export default [
  ['a visitor sees who opened the file, when and why', async (stage, s) => {
    const page = (s.page = await stage.pageOf('chenxi', '/'));
    await page.getByRole('link', { name: /我的档案/ }).click();
    const opening = page.locator('.openings li').filter({ hasText: '林静（咨询师）' });
    await opening.first().waitFor();
    check(/为什么：/.test(await opening.first().innerText()), 'the reason stands beside it');
    await page.getByText(/最近的检查点：第 \d+ 条/).waitFor();
  }],
  ['keeps the newest checkpoint and a proof of one opening', async (stage, s) => {
    const { page } = s;
    s.checkpoint = join(stage.centre.folder, 'checkpoint.json');
    s.proof = join(stage.centre.folder, 'proof.json');
    check((await keep(page, page.getByRole('button', { name: '存一份检查点' }), s.checkpoint)) === 'xinan-checkpoint.json', 'the name says what it is, not of whom');
    const opening = page.locator('.openings li').filter({ hasText: '林静（咨询师）' }).filter({ has: page.locator('button:enabled', { hasText: '存一份证明' }) });
    for (let more = 0; more < 5 && (await opening.count()) === 0; more++) {
      await Promise.all([page.waitForResponse(/me\/openings/), page.getByRole('button', { name: '再看一些' }).click()]);
    }
    await keep(page, opening.first().getByRole('button', { name: /存一份证明/ }), s.proof);
    check(!/陈晨曦|林静/.test(readFileSync(s.proof, 'utf8')), 'no name travels in a proof');
  }],
  ['the page says how to check it, with the fingerprint to compare', async (stage, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '怎样自己核对' }).click();
    s.key = (await stage.get('chenxi', '/public/centre')).fingerprint.replace(/\s/g, '');
    await page.getByText(`--key ${s.key}`).waitFor();
  }],
  ['two verifiers written apart accept the proof offline', async (stage, s) => {
    for (const [command, ...first] of both(stage)) {
      const said = run(command, ...first, 'proof', s.proof, '--checkpoint', s.checkpoint, '--key', s.key);
      check(said.status === 0, `${command} ended with ${said.status}: ${said.stdout}${said.stderr}`);
    }
    return both(stage).length < 2 ? 'xinan-verify is not built beside the program; only the Python one was asked' : undefined;
  }],
  ['and both refuse a proof in which one digit was changed, or another key', async (stage, s) => {
    const forged = `${s.proof}.forged`;
    const text = readFileSync(s.proof, 'utf8');
    const at = /"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d/.exec(text);
    const digit = at.index + at[0].length - 1;
    writeFileSync(forged, text.slice(0, digit) + (text[digit] === '1' ? '2' : '1') + text.slice(digit + 1));
    for (const [command, ...first] of both(stage)) {
      check(run(command, ...first, 'proof', forged, '--checkpoint', s.checkpoint, '--key', s.key).status !== 0, `${command} took a forged proof`);
      check(run(command, ...first, 'proof', s.proof, '--key', '0000000000000000').status !== 0, `${command} took a foreign key`);
    }
  }],
];
