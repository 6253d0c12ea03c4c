// SPDX-License-Identifier: AGPL-3.0-or-later
// node run.mjs PATH_TO_XINAN: two hundred words are written wherever the service takes a visitor's words, read back, and looked
// for in everything that is left behind: databases, keyring, logs, backup, export, browser profiles, temporary files, and the
// memory of the server once it is sealed. Nothing may be found. Prints TAP.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { accountsOf } from '../journeys/demo.mjs';
import { check } from '../journeys/stage.mjs';
import { run, serve, takeCore } from './centre.mjs';
import { Client } from './client.mjs';
import { controls } from './control.mjs';
import { looking } from './look.mjs';
import { planting } from './plant.mjs';
import { Search, told } from './search.mjs';
import { Words } from './words.mjs';

const [argument] = process.argv.slice(2);
if (!argument) {
  process.stderr.write('usage: node run.mjs PATH_TO_XINAN\n');
  process.exit(2);
}
const program = resolve(argument);
const sealsItselfWithinMs = 90_000; // the timer that compares the stamps runs each minute
const folder = mkdtempSync(join(tmpdir(), 'xinan-secrecy-'));
const at = (name) => join(folder, name);
const pictures = resolve(import.meta.dirname, '../../build/journeys');

for (const path of [pictures, at('control'), at('said'), at('profiles')]) mkdirSync(path, { recursive: true });
// What browsers put into the temporary folder is looked through as well.
process.env.TMPDIR = at('said');

const say = (line) => process.stdout.write(`${line}\n`);
const s = { words: new Words(), taken: new Set(), profiles: at('profiles'), pictures, program };
const data = at('data');
let search;
let server;

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
}

// Looks through files; those that are not there to be found are named in `needed`.
function nothingIn(what, path, needed = []) {
  const files = filesIn(path);
  for (const name of needed) check(files.some((f) => f.endsWith(name)), `${what}: no ${name}`);
  let bytes = 0;
  for (const file of files) {
    bytes += statSync(file).size;
    const found = search.inFile(file);
    check(found.length === 0, `${found.length} in ${relative(folder, file)}: ${told(found)}`);
    const named = search.in(Buffer.from(relative(folder, file)), false);
    check(named.length === 0, `in the name of ${relative(folder, file)}`);
  }
  check(bytes > 0, `${what}: nothing to look through`);
  say(`# ${what}: ${files.length} files, ${Math.ceil(bytes / 1024)} KiB, ${search.streams} packed streams so far`);
}

function nothingInMemory(what) {
  const { path, how } = takeCore(server.pid, at('core'));
  const { size } = statSync(path);
  const found = search.inFile(path);
  if (process.env.XINAN_KEEP_CORE) writeFileSync(at(`maps.${server.pid}`), readFileSync(`/proc/${server.pid}/maps`));
  else unlinkSync(path);
  say(`# ${what}: ${Math.ceil(size / (1 << 20))} MiB by ${how}`);
  const lost = new Set(found.map((f) => f.word));
  check(found.length === 0, `${lost.size} words, ${found.length} times: ${told(found)}`);
}

// Making the school takes most of a minute; while writing this test, a copy of one made before will do.
function copyDemo(from) {
  cpSync(from, data, { recursive: true, preserveTimestamps: true });
  const settings = join(data, 'xinan.yaml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^(key_file: *"?).*?(\/key\/.*)$/m, `$1${data}$2`), { mode: 0o600 });
}

// Makes the data know of more or fewer key changes than the keyring has.
function moveStamp(by) {
  const code = 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1], timeout=20); c.execute("UPDATE centre SET keyring_stamp = keyring_stamp + ?", (int(sys.argv[2]),)); c.commit()';
  const moved = spawnSync('python3', ['-c', code, join(data, 'store', 'xinan.sqlite'), String(by)], { encoding: 'utf8' });
  check(moved.status === 0, moved.stderr);
}

const sealed = async () => (await s.desk.refused('GET', '/cases').catch(() => ({ status: 200 }))).status === 503;

const steps = [
  ...controls.map(([sentence, test]) => [sentence, () => test({ folder: at('control'), say })]),
  ['a demo centre is made and served', async () => {
    if (process.env.XINAN_DEMO_FROM) copyDemo(process.env.XINAN_DEMO_FROM);
    server = await serve(program, data, at('said'), 'serving');
    const accounts = accountsOf(readFileSync(join(data, 'demo-accounts.txt'), 'utf8'));
    s.centre = { url: server.url, folder, ...accounts };
    for (const [who, login] of [['desk', 'counsellor'], ['guest', 'chenxi'], ['admin', 'admin']]) s[who] = await new Client(server.url).signIn(login, accounts.passphrases.get(login));
    s.visitor = (await s.guest.get('/me/person')).id;
    const { items } = await s.desk.get('/counsellors');
    s.me = items.find((c) => c.name === '林静').id;
    s.other = items.find((c) => c.name === '何远').id;
  }],
  ...planting.map(([sentence, plant]) => [`written: ${sentence}`, () => plant(s)]),
  ...looking.map(([sentence, look]) => [sentence, () => look(s)]),
  ['two hundred words and more are in, and the API reads them back', async () => {
    search = new Search(s.words.all);
    check(s.words.kept.length >= 200, `${s.words.kept.length} words`);
    const read = [`/sessions/${s.first.session}/record`, `/sessions/${s.first.session}/process-note`, `/cases/${s.first.case}`, `/persons/${s.people[0]}`, `/persons/${s.people[0]}/basic-form`, `/archive-files/${s.file.id}/content`];
    for (const path of read) check(search.in(Buffer.from(JSON.stringify(await s.desk.get(path)))).length > 0, `${path} gives back what was written`);
    say(`# ${s.words.kept.length} words written, ${s.words.refused.length} turned away`);
  }],
  ['nothing in databases, journals and keyring while the server runs', () => nothingIn('data', data, ['xinan.sqlite', 'xinan.sqlite-wal', 'xinan.sqlite-shm', 'keyring.sqlite'])],
  ['nothing in a backup, its keyring copy and an export of the ledger', () => {
    mkdirSync(at('copies'));
    run(program, ['backup', '--data', data, '--to', at('copies/data.backup'), '--keyring-to', at('copies/keyring.copy')], at('said'), 'backup');
    run(program, ['ledger', 'export', '--data', data, '--to', at('copies/ledger.jsonl')], at('said'), 'export');
    nothingIn('copies', at('copies'), ['data.backup', 'keyring.copy', 'ledger.jsonl']);
  }],
  ['nothing in the profiles of the browsers, once closed', () => nothingIn('profiles', at('profiles'), ['Local State', 'History'])],
  ['nothing in the memory of the server that served all this and has sealed itself', async () => {
    // The one way a running server seals itself: the data is newer than the keyring.
    moveStamp(1000);
    const until = Date.now() + sealsItselfWithinMs;
    while (!(await sealed())) {
      check(Date.now() < until, 'the server did not seal itself');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    moveStamp(-1000);
    nothingInMemory('sealed after it served');
  }],
  ['nothing in the memory of a server that was started without its key', async () => {
    await server.stop();
    renameSync(join(data, 'key'), at('key-elsewhere'));
    server = await serve(program, data, at('said'), 'sealed');
    s.desk.url = server.url;
    check(await sealed(), 'the server is sealed');
    nothingInMemory('started sealed');
    await server.stop();
  }],
  ['nothing in what the programs said, in temporary files, and in the data after the end', () => {
    nothingIn('said', at('said'), ['serving.stderr', 'sealed.stderr', 'backup.stdout', 'export.stderr']);
    nothingIn('data', data, ['xinan.sqlite']);
  }],
];

let number = 0;
let failed = 0;
let broken = '';
try {
  for (const [sentence, step] of steps) {
    number += 1;
    const began = Date.now();
    try {
      if (broken) throw new Error(`not reached after: ${broken}`);
      await step();
      say(`ok ${number} - ${sentence} # ${((Date.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed += 1;
      say(`not ok ${number} - ${sentence}`);
      for (const line of String(error.stack ?? error).split('\n').slice(0, 8)) say(`#   ${line}`);
      if (!s.desk) broken = sentence; // without the centre there is nothing to look through
    }
  }
} finally {
  await server?.stop();
  if (process.env.XINAN_KEEP_CORE) writeFileSync(at('words.json'), JSON.stringify(s.words.all));
  else rmSync(folder, { recursive: true, force: true });
}
say(`1..${number}`);
process.exitCode = failed ? 1 : 0;
