// SPDX-License-Identifier: AGPL-3.0-or-later
// The catalogue of closed cases: codes, dates and places. Content stands behind another door.
import { Drawer, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Box } from '../console/antd.tsx';
import { labelled } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { ArchiveFile, List, Staff } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayOf, dayWords } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { archive } from './archive.words.ts';

const purposes = ['supervision', 'law', 'visitor_request', 'research_approved'] as const;

function GrantBox({ file, onClose, onDone }: { file: ArchiveFile; onClose: () => void; onDone: () => void }) {
  const t = useWords(archive);
  const { values: v, set } = useFields<{ to?: string; purpose?: (typeof purposes)[number]; days: number }>({ days: 7 });
  const staff = useLoad((signal) => api.get<List<Staff>>('/staff', { signal }), []);
  const grant = useAction(async ({ attempt }) => {
    await api.post('/archive-files/{file}/grants', { path: { file: file.id }, body: v, attempt });
    onDone();
  });
  return (
    <Box title={`${t.grant} · ${file.number}`} onClose={onClose}>
      <p className="muted">{t.grant_say}</p>
      <FormField label={t.grant_to}>{(ids) => <Select {...ids} value={v.to ?? null} onChange={(x) => set('to', x ?? undefined)} options={(staff.data?.items ?? []).filter((s) => s.active).map((s) => ({ value: s.id, label: s.name }))} />}</FormField>
      <div className="filters">
        <FormField label={t.grant_purpose}>{(ids) => <Select {...ids} value={v.purpose ?? null} onChange={(x) => set('purpose', x ?? undefined)} options={purposes.map((p) => ({ value: p, label: t[`p_${p}`] }))} />}</FormField>
        <FormField label={t.days}>{(ids) => <InputNumber {...ids} min={1} max={90} value={v.days} onChange={(n) => set('days', n ?? 7)} />}</FormField>
      </div>
      <ActionProblem action={grant} />
      <div className="dialog-actions"><button className="button primary" disabled={!v.to || !v.purpose || grant.busy} onClick={() => void grant.run()}>{t.grant}</button></div>
    </Box>
  );
}

export default function Archive() {
  const t = useWords(archive);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const session = useSession();
  const { tell } = useToast();
  const [more, setMore] = useState<ArchiveFile[]>([]);
  const [next, setNext] = useState<string>();
  const [chosen, setChosen] = useState<ArchiveFile>();
  const [granting, setGranting] = useState<ArchiveFile>();
  const load = useLoad((signal) => api.get<List<ArchiveFile>>('/archive-files', { signal }).then((d) => {
    setMore([]);
    setNext(d.next);
    return d;
  }), []);
  const older = useAction(async () => {
    const page = await api.get<List<ArchiveFile>>('/archive-files', { query: { after: next } });
    setMore((was) => [...was, ...page.items]);
    setNext(page.next);
  });
  return (
    <>
      <PageTop title={t.title} about={t.catalogue} />
      <p className="muted">{t.catalogue_say}</p>
      <Loaded load={load} rows={8} empty={(d) => d.items.length === 0 && <Empty icon="archive" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <>
            <div className="table-wrap">
              <Table<ArchiveFile>
                rowKey="id" dataSource={[...d.items, ...more]} pagination={false} sticky scroll={{ x: 860 }}
                columns={labelled<ArchiveFile>([
                  { title: t.number, dataIndex: 'number', render: (n: string, f) => <button className="link" onClick={() => setChosen(f)}>{n}</button> },
                  { title: t.case_code, dataIndex: 'case_code' },
                  { title: t.visitor_code, dataIndex: 'visitor_code' },
                  { title: t.closed_at, dataIndex: 'closed_at', render: (x: string) => dayOf(x, zone, language, true), sorter: (a, b) => a.closed_at.localeCompare(b.closed_at) },
                  { title: t.retention, dataIndex: 'retention_until', render: (x: string) => dayWords(x.slice(0, 10), language, true), sorter: (a, b) => a.retention_until.localeCompare(b.retention_until) },
                  { title: t.place, dataIndex: 'place', render: (x: string) => word(t, `l_${x}`) },
                  { title: t.custodian, dataIndex: 'custodian' },
                ])}
              />
            </div>
            {next && <button className="button" disabled={older.busy} onClick={() => void older.run()}>{s.more}</button>}
          </>
        )}
      </Loaded>
      {chosen && (
        <Drawer open onClose={() => setChosen(undefined)} title={chosen.number} size={420}>
          <div className="stack">
            <dl className="facts">
              <dt>{t.case_code}</dt><dd>{chosen.case_code}</dd>
              <dt>{t.visitor_code}</dt><dd>{chosen.visitor_code}</dd>
              <dt>{t.closed_at}</dt><dd>{dayOf(chosen.closed_at, zone, language, true)}</dd>
              <dt>{t.retention}</dt><dd>{dayWords(chosen.retention_until.slice(0, 10), language, true)}</dd>
              <dt>{t.class}</dt><dd>{word(t, `k_${chosen.class}`)}</dd>
              <dt>{t.place}</dt><dd>{word(t, `l_${chosen.place}`)}</dd>
              <dt>{t.custodian}</dt><dd>{chosen.custodian}</dd>
              <dt>{t.state}</dt><dd>{word(t, `s_${chosen.state}`)}</dd>
            </dl>
            {chosen.may_open ? (
              <><p className="muted">{t.open_says}</p><Link className="button primary" to={`/console/archive/${chosen.id}`}><Icon name="eye" size={16} /> {t.open}</Link></>
            ) : <p className="notice tone-waiting"><Icon name="shield" /> {t.not_open}</p>}
            {session.wears('leader') && <button className="button" onClick={() => setGranting(chosen)}>{t.grant}</button>}
          </div>
        </Drawer>
      )}
      {granting && <GrantBox file={granting} onClose={() => setGranting(undefined)} onDone={() => { setGranting(undefined); tell(t.granted); load.reload(); }} />}
    </>
  );
}
