// SPDX-License-Identifier: AGPL-3.0-or-later
// A demo centre whose every byte of output is kept in files, and the memory of a process as a core file.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../journeys/demo.mjs';

const readyMs = 180_000;
const endMs = 15_000;

// Runs `xinan ARGS` to its end, temporary files and all output under `folder`; throws when it fails.
export function run(program, args, folder, name) {
  const out = openSync(join(folder, `${name}.stdout`), 'w');
  const err = openSync(join(folder, `${name}.stderr`), 'w');
  try {
    const ended = spawnSync(program, args, { stdio: ['ignore', out, err], env: { ...process.env, TMPDIR: folder }, timeout: readyMs });
    if (ended.status !== 0) throw new Error(`xinan ${args[0]} ended with ${ended.status}: ${readFileSync(join(folder, `${name}.stderr`), 'utf8').slice(-500)}`);
  } finally {
    closeSync(out);
    closeSync(err);
  }
}

// `xinan demo` over `data`; everything it says goes to NAME.stdout and NAME.stderr in `folder`.
export async function serve(program, data, folder, name) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const out = openSync(join(folder, `${name}.stdout`), 'w');
  const err = openSync(join(folder, `${name}.stderr`), 'w');
  const child = spawn(program, ['demo', '--data', data, '--port', String(port)], { stdio: ['ignore', out, err], env: { ...process.env, TMPDIR: folder } });
  closeSync(out);
  closeSync(err);
  let ended = false;
  const exit = new Promise((resolve) => {
    for (const event of ['exit', 'error']) {
      child.on(event, () => {
        ended = true;
        resolve();
      });
    }
  });
  const stop = async () => {
    if (ended) return;
    process.kill(child.pid, 'SIGINT');
    const late = setTimeout(() => !ended && process.kill(child.pid, 'SIGKILL'), endMs);
    await exit;
    clearTimeout(late);
  };
  const started = Date.now();
  for (;;) {
    if (await fetch(`${url}/`).then((r) => r.ok, () => false)) break;
    if (ended || Date.now() - started > readyMs) {
      await stop();
      throw new Error(`the demo centre did not start:\n${readFileSync(join(folder, `${name}.stderr`), 'utf8').slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, pid: child.pid, stop };
}

// Everything a process may read of itself, written to one file: all writable mappings, whether a core would leave them out or
// not. The kernel's own ranges cannot be read and are passed over.
function copyMemory(pid, path) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const to = openSync(path, 'w', 0o600);
  const piece = Buffer.alloc(1 << 20);
  let bytes = 0;
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n')) {
      const range = /^([0-9a-f]+)-([0-9a-f]+) r(.).. .*?( \[v(?:var|syscall|dso)\].*)?$/.exec(line);
      if (!range || range[4] || range[3] !== 'w') continue;
      const end = BigInt(`0x${range[2]}`);
      for (let at = BigInt(`0x${range[1]}`); at < end; at += BigInt(piece.length)) {
        const want = Number(end - at < BigInt(piece.length) ? end - at : BigInt(piece.length));
        let got;
        try {
          got = readSync(memory, piece, 0, want, at);
        } catch {
          break; // a guard page
        }
        writeSync(to, piece, 0, got);
        bytes += got;
      }
    }
  } finally {
    closeSync(memory);
    closeSync(to);
  }
  return bytes;
}

// The core of a running process in `path`, with the mappings that were asked to stay out of cores as well. gcore where gdb is
// installed, otherwise /proc/PID/mem. The server forbids both to its own account, so this takes root. Returns how it was taken.
export function takeCore(pid, path) {
  const made = spawnSync('gcore', ['-a', '-o', path, String(pid)], { encoding: 'utf8', timeout: 120_000 });
  if (made.status === 0 && existsSync(`${path}.${pid}`)) return { path: `${path}.${pid}`, how: 'gcore -a' };
  const bytes = copyMemory(pid, path);
  if (bytes === 0) throw new Error(`the memory of ${pid} cannot be read from ${dirname(path)}; it takes root`);
  return { path, how: '/proc/PID/mem over the writable mappings' };
}
