// SPDX-License-Identifier: AGPL-3.0-or-later
// The process note: its own colour, its own key, opened on purpose, saved on purpose. Only its writer can open it.
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import type { ProcessNote } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { clock } from '../shared/time.ts';
import { GrowingText } from '../shared/ui/growing_text.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { fill } from '../shared/words.ts';
import { casework } from './casework.words.ts';

export function ProcessNotePanel({ session }: { session: string }) {
  const t = useWords(casework);
  const [open, setOpen] = useState(false);
  return (
    <aside className="process-panel no-print" aria-label={t.process}>
      <h2><Icon name="lock" size={16} /> {t.process}</h2>
      <p className="private"><strong>{t.process_private}</strong></p>
      <p className="muted small">{t.process_says}</p>
      {open ? <Opened session={session} /> : <button className="button" onClick={() => setOpen(true)}>{t.process_open}</button>}
    </aside>
  );
}

function Opened({ session }: { session: string }) {
  const t = useWords(casework);
  const load = useLoad((signal) => api.get<ProcessNote>('/sessions/{session}/process-note', { path: { session }, signal }), [session]);
  return (
    <Loaded load={load} rows={3}>
      {(note) => (note.opened ? <Writer session={session} note={note} /> : <p><strong>{t.process_closed}</strong><br />{note.why_not}</p>)}
    </Loaded>
  );
}

function Writer({ session, note }: { session: string; note: ProcessNote }) {
  const t = useWords(casework);
  const s = useWords(shared);
  const zone = useZone();
  const [text, setText] = useState(note.text ?? '');
  const [saved, setSaved] = useState({ version: note.version, at: note.saved_at, text: note.text ?? '' });
  const save = useAction(async ({ attempt }) => {
    const after = await api.put<ProcessNote>('/sessions/{session}/process-note', { path: { session }, version: saved.version, body: { text }, attempt });
    setSaved({ version: after.version, at: after.saved_at ?? new Date().toISOString(), text });
  });
  return (
    <div className="stack-8">
      <GrowingText aria-label={t.process} rows={8} maxLength={20_000} value={text} onChange={(e) => setText(e.target.value)}
        onBlur={() => text !== saved.text && void save.run()} />
      <ActionProblem action={save} />
      <div className="row apart">
        <span className="save-line" role="status">{text !== saved.text ? t.waiting : saved.at ? fill(t.saved_at, { at: clock(saved.at, zone) }) : t.clean}</span>
        <button className="button small" disabled={save.busy || text === saved.text} onClick={() => void save.run()}>{s.save}</button>
      </div>
    </div>
  );
}
