// SPDX-License-Identifier: AGPL-3.0-or-later
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useEffect, useRef, useState, type MutableRefObject } from 'react';
import { api, Attempt } from '../shared/api/client.ts';
import { problemOf, type Problem } from '../shared/api/problem.ts';
import type { RecordFields, SessionRecord } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useKeys } from '../shared/keys.ts';
import { useMarks, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { clock } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { GrowingText } from '../shared/ui/growing_text.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem, ProblemNote } from '../shared/ui/problem.tsx';
import { fill, word } from '../shared/words.ts';
import { Autosave, type SaveState } from './autosave.ts';
import { casework } from './casework.words.ts';
import { ConflictView } from './conflict.tsx';
import { merge, textKeys, type Merge, type TextKey } from './merge.ts';
import { PreviousRecord } from './versions.tsx';

export function fieldsOf(r: RecordFields): RecordFields {
  const { background, request, theme, intervention, method, risk, plan, next_contact, shared_summary } = r;
  return { background, request, theme, intervention, method, plan, shared_summary, ...(risk ? { risk } : {}), ...(next_contact ? { next_contact } : {}) };
}

const rows: Readonly<Record<TextKey, number>> = { background: 2, request: 2, theme: 4, intervention: 3, method: 1, plan: 2, shared_summary: 3 };

export function RecordEditor({ record, previous, flushRef, onSigned }: {
  record: SessionRecord; previous: string | undefined; flushRef: MutableRefObject<() => Promise<boolean>>; onSigned: () => void;
}) {
  const t = useWords(casework);
  const m = useMarks();
  const c = useWords(closed);
  const zone = useZone();
  const [fields, setFields] = useState(() => fieldsOf(record));
  const [state, setState] = useState<SaveState>('clean');
  const [savedAt, setSavedAt] = useState(record.saved_at);
  const [missing, setMissing] = useState(record.missing);
  const [problem, setProblem] = useState<Problem>();
  const [conflict, setConflict] = useState<{ merge: Merge; version: number }>();
  const [showLast, setShowLast] = useState(false);
  const base = useRef(fieldsOf(record));
  const current = useRef(fields);
  current.current = fields;
  const path = { session: record.session };

  const [saver] = useState(() => {
    const attempt = new Attempt();
    return new Autosave<RecordFields>({
      version: record.version,
      onState: setState,
      setTimer: (run, ms) => window.setTimeout(run, ms),
      clearTimer: (timer) => window.clearTimeout(timer as number),
      async save(sent, version) {
        try {
          const after = await api.put<SessionRecord>('/sessions/{session}/record', { path, version, body: sent, attempt });
          base.current = sent;
          setSavedAt(after.saved_at ?? new Date().toISOString());
          setMissing(after.missing ?? []);
          setProblem(undefined);
          return { ok: true, version: after.version };
        } catch (error) {
          const why = problemOf(error);
          setProblem(why);
          if (why.kind !== 'stale') return { ok: false, why: why.kind === 'failed' || why.kind === 'signed_out' ? 'failed' : 'refused' };
          try {
            const latest = await api.get<SessionRecord>('/sessions/{session}/record', { path });
            setConflict({ merge: merge(base.current, current.current, fieldsOf(latest)), version: latest.version });
            base.current = fieldsOf(latest);
            return { ok: false, why: 'stale' };
          } catch {
            return { ok: false, why: 'failed' };
          }
        }
      },
    });
  });

  const flush = useCallback(() => saver.flush(), [saver]);
  useEffect(() => {
    flushRef.current = flush;
    const online = () => saver.nudge();
    const leaving = (e: BeforeUnloadEvent) => {
      if (saver.unsaved) e.preventDefault();
    };
    window.addEventListener('online', online);
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('beforeunload', leaving);
      void saver.flush();
      flushRef.current = () => Promise.resolve(true);
    };
  }, [saver, flush, flushRef]);
  useKeys({ 'Ctrl+S': () => void flush() });

  const set = <K extends keyof RecordFields>(key: K, value: RecordFields[K]) => {
    const next = { ...current.current, [key]: value };
    if (value === undefined) delete next[key];
    current.current = next;
    setFields(next);
    saver.change(next);
  };
  const sign = useAction(async ({ attempt }) => {
    if (!(await flush())) return;
    await api.post('/sessions/{session}/record/sign', { path, version: saver.version, attempt });
    onSigned();
  });

  return (
    <section className="card editor">
      <div className="row apart save-bar">
        <SaveLine state={state} savedAt={savedAt ? clock(savedAt, zone) : undefined} />
        <div className="row">
          {previous && <button className="link" onClick={() => setShowLast((on) => !on)}>{t.load_last}</button>}
          <button className="link" disabled={!saver.unsaved} onClick={() => void flush()}>{t.save_now}</button>
        </div>
      </div>
      {state === 'refused' && <ProblemNote problem={problem} />}
      {showLast && previous && <PreviousRecord session={previous} />}
      {conflict && (
        <ConflictView of={conflict.merge} onDecided={(kept) => {
          setFields(kept);
          setConflict(undefined);
          saver.resume(conflict.version, kept);
          void saver.flush();
        }} />
      )}
      {textKeys.map((key) => (
        <FormField key={key} label={key === 'plan' ? t.plan_text : t[key]} hint={t[`${key}_hint`]}>
          {(ids) => (key === 'method' ? (
            <Select {...ids} className="select-wide" allowClear disabled={!!conflict} value={fields.method || null} onChange={(x) => set('method', x ?? '')} options={record.methods.map((x) => ({ value: x, label: word(t, `m_${x}`) }))} />
          ) : <GrowingText {...ids} rows={rows[key]} maxLength={20_000} value={fields[key]} disabled={!!conflict} onChange={(e) => set(key, e.target.value)} />)}
        </FormField>
      ))}
      <div className="filters">
        <FormField label={t.risk}>{(ids) => <Select {...ids} value={fields.risk ?? null} disabled={!!conflict} onChange={(risk) => risk && set('risk', risk)} options={(['none', 'low', 'medium', 'high'] as const).map((r) => ({ value: r, label: c[r] }))} />}</FormField>
        <FormField label={t.next_contact}>{(ids) => <DatePicker {...ids} disabled={!!conflict} value={fields.next_contact ? dayjs(fields.next_contact) : null} onChange={(d) => set('next_contact', d?.format('YYYY-MM-DD'))} />}</FormField>
      </div>
      {missing.length > 0 && <p className="muted">{t.missing}{m.list(missing.map((x) => (x === 'plan' ? t.plan_text : word(t, x))))}</p>}
      <ActionProblem action={sign} onDone={onSigned} />
      <div className="row apart">
        <span className="muted small">{t.sign_says}</span>
        <button className="button primary" disabled={sign.busy || !!conflict} onClick={() => void sign.run()}><Icon name="lock" size={16} /> {t.sign}</button>
      </div>
    </section>
  );
}

function SaveLine({ state, savedAt }: { state: SaveState; savedAt: string | undefined }) {
  const t = useWords(casework);
  const trouble = state === 'trouble' || state === 'refused' || state === 'conflict';
  const text = trouble || state === 'saving' || state === 'waiting' ? t[state] : savedAt ? fill(t.saved_at, { at: savedAt }) : t.clean;
  return (
    <span className={trouble ? 'save-line trouble' : 'save-line'} role="status">
      <Icon name={trouble ? 'info' : state === 'saving' || state === 'waiting' ? 'pen' : 'check'} size={15} /> {text}
      {(state === 'waiting' || state === 'saving') && savedAt && <span className="muted"> · {fill(t.saved_at, { at: savedAt })}</span>}
    </span>
  );
}
