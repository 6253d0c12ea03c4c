// SPDX-License-Identifier: AGPL-3.0-or-later
// A demo centre of its own for one run: made in a new folder, served on a free port, ended by its process id.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const readyMs = 180_000;
const endMs = 15_000;

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// "role: login  passphrase" and "code card (name): code" of demo-accounts.txt.
export function accountsOf(text) {
  const passphrases = new Map();
  const cards = new Map();
  for (const line of text.split('\n')) {
    const card = /code card \((.+)\): (\S+)$/.exec(line);
    const account = /: (\S+) {2}(\S+)$/.exec(line);
    if (card) cards.set(card[1], card[2]);
    else if (account) passphrases.set(account[1], account[2]);
  }
  return { passphrases, cards };
}

async function answers(url) {
  try {
    return (await fetch(`${url}/api/v1/public/centre`)).ok;
  } catch {
    return false;
  }
}

export async function startDemo(program) {
  const folder = mkdtempSync(join(tmpdir(), 'xinan-journeys-'));
  const data = join(folder, 'data');
  // Making the school takes most of a minute; while writing journeys, a copy of one made before will do.
  if (process.env.XINAN_DEMO_FROM) cpSync(process.env.XINAN_DEMO_FROM, data, { recursive: true, preserveTimestamps: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(program, ['demo', '--data', data, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let ended = false;
  const listen = (chunk) => {
    said = (said + chunk).slice(-4000);
  };
  server.stdout.on('data', listen);
  server.stderr.on('data', listen);
  const exit = new Promise((resolve) => {
    const done = () => {
      ended = true;
      resolve();
    };
    server.on('exit', done);
    server.on('error', (error) => {
      said += error.message;
      done();
    });
  });
  const stop = async () => {
    if (!ended) {
      process.kill(server.pid, 'SIGINT');
      const late = setTimeout(() => !ended && process.kill(server.pid, 'SIGKILL'), endMs);
      await exit;
      clearTimeout(late);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const started = Date.now();
  while (!(await answers(url))) {
    if (ended || Date.now() - started > readyMs) {
      await stop();
      throw new Error(`the demo centre did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const accounts = accountsOf(readFileSync(join(data, 'demo-accounts.txt'), 'utf8'));
  return { url, folder, ...accounts, stop, seconds: Math.round((Date.now() - started) / 1000) };
}
