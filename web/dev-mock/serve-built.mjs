// SPDX-License-Identifier: AGPL-3.0-or-later
// The built pages under the content policy of the server, with invented answers: node dev-mock/serve-built.mjs [port]. Node 22.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { answer } from './mock.ts';

const dist = resolve(import.meta.dirname, '../dist');
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
createServer((request, response) => {
  const [path, query = ''] = request.url.split('?');
  if (path.startsWith('/api/v1')) {
    if (path.endsWith('/events')) return response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': open\n\n');
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      const role = /mock_role=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
      const [status, body] = answer(request.method, path.slice(7), new URLSearchParams(query), text ? JSON.parse(text) : undefined, role, request.headers['accept-language'] ?? 'zh');
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    return;
  }
  const file = join(dist, path);
  if (path !== '/' && file.startsWith(dist) && existsSync(file)) return response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  const nonce = Math.random().toString(36).slice(2);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  }).end(readFileSync(join(dist, 'index.html'), 'utf8').replaceAll('__NONCE__', nonce));
}).listen(Number(process.argv[2] ?? 5199), '127.0.0.1');
