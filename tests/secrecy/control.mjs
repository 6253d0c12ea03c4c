// SPDX-License-Identifier: AGPL-3.0-or-later
// The same search must find what is there: words in files of every spelling, in a row of a database, in the profile of a browser
// that keeps them, and in the memory of a process. A search that finds nothing anywhere would pass every other test.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { check, openProfile } from '../journeys/stage.mjs';
import { takeCore } from './centre.mjs';
import { Search, spellings } from './search.mjs';
import { Words } from './words.mjs';

const around = (bytes) => Buffer.concat([Buffer.from('what stands before, '), bytes, Buffer.from(' and what follows')]);
const filesBelow = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));

// A zip of one file, as office programs and browsers write them.
function zipOf(bytes) {
  const packed = deflateRawSync(bytes);
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt16LE(1, 26);
  return Buffer.concat([head, Buffer.from('a'), packed]);
}

function expectAll(found, wanted, where) {
  for (const { word } of wanted) check(found.some((f) => f.word === word), `${where}: ${word} was not found`);
}

export const controls = [
  ['the search finds each word in each spelling, across the border of two pieces too', async ({ folder }) => {
    const words = new Words();
    words.both('control');
    words.phone('control');
    const search = new Search(words.all);
    for (const { word } of words.all) {
      for (const [name, bytes] of spellings(word)) {
        for (const [wrapped, how] of [[around(bytes), ''], [deflateSync(around(bytes)), 'packed '], [deflateSync(around(bytes), { level: 1 }), 'packed '], [gzipSync(around(bytes)), 'packed '], [zipOf(around(bytes)), 'packed ']]) {
          const path = join(folder, 'spelling');
          writeFileSync(path, Buffer.concat([Buffer.alloc(5000, 'x'), wrapped, Buffer.alloc(9000), Buffer.from('tail')]));
          check(search.inFile(path).some((f) => f.word === word && f.spelling === how + name), `${name} ${how}of a word was not found`);
        }
      }
    }
    const [{ word }] = words.all;
    const path = join(folder, 'border');
    writeFileSync(path, Buffer.concat([Buffer.alloc((64 << 20) - 5, 'x'), Buffer.from(word), Buffer.from('tail')]));
    check(search.inFile(path).length === 1, 'a word across two pieces is found once');
    unlinkSync(path);
    check(search.inFile(process.execPath).length === 0, 'and nothing where nothing is');
  }],
  ['and in a plain row of a database', async ({ folder }) => {
    const words = new Words();
    const text = words.both('control row');
    const path = join(folder, 'control.sqlite');
    const made = spawnSync('python3', ['-c', 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute("CREATE TABLE t(a TEXT)"); c.execute("INSERT INTO t VALUES(?)", (sys.stdin.read(),)); c.commit()', path], { input: text });
    check(made.status === 0, String(made.stderr));
    expectAll(new Search(words.all).inFile(path), words.all, 'a row');
  }],
  ['and in the profile of a browser whose page keeps them', async ({ folder }) => {
    const words = new Words();
    const cached = words.both('cached page');
    const kept = words.both('local storage');
    const server = createServer((_, reply) => {
      reply.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'max-age=3600' });
      reply.end(`<!doctype html><title>x</title><p>${cached}<script>localStorage.setItem('note', ${JSON.stringify(kept)})</script>`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const profile = join(folder, 'control-profile');
    mkdirSync(profile);
    const context = await openProfile(profile, {});
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForLoadState('networkidle');
    await context.close();
    server.close();
    const search = new Search(words.all);
    expectAll(filesBelow(profile).flatMap((path) => search.inFile(path)), words.all, 'the profile');
  }],
  ['and in the memory of a process that holds them', async ({ folder, say }) => {
    const words = new Words();
    const text = words.both('memory');
    const holder = spawn('python3', ['-c', 'import sys; held = sys.stdin.readline(); print("held", flush=True); sys.stdin.readline()'], { stdio: ['pipe', 'pipe', 'inherit'] });
    holder.stdin.write(`${text}\n`);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const { path, how } = takeCore(holder.pid, join(folder, 'control.core'));
    holder.stdin.end('\n');
    say(`# cores are taken by ${how}`);
    const found = new Search(words.all).inFile(path);
    unlinkSync(path);
    expectAll(found, words.all, 'the memory');
  }],
];
