// SPDX-License-Identifier: AGPL-3.0-or-later
// Only for `npm run dev:mock`: the pages with invented data and no server. Never part of a build or of the tests.
import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { answer } from './mock.ts';

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  server: { host: '127.0.0.1', port: 5199, strictPort: true },
  plugins: [react(), {
    name: 'invented-answers',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/api/v1')) return next();
        let text = '';
        request.on('data', (part: Buffer) => (text += part.toString()));
        request.on('end', () => {
          const [path = '', query = ''] = request.url!.slice('/api/v1'.length).split('?');
          if (path === '/events') {
            response.writeHead(200, { 'Content-Type': 'text/event-stream' });
            response.write(': open\n\n');
            return;
          }
          const role = /mock_role=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
          const [status, body] = answer(request.method ?? 'GET', path, new URLSearchParams(query), text ? JSON.parse(text) : undefined, role, String(request.headers['accept-language'] ?? 'zh'));
          response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
          response.end(JSON.stringify(body));
        });
      });
    },
  }],
});
