// SPDX-License-Identifier: AGPL-3.0-or-later
// The auditor's view of the ledger: acts without content.
import { Input, Table } from 'antd';
import { useState } from 'react';
import { labelled } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { capabilityOf } from '../governance/figure_text.ts';
import { settings } from '../governance/governance.words.ts';
import { api } from '../shared/api/client.ts';
import type { Deed, List } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { closed, shared } from '../shared/shared.words.ts';
import { moment } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ProblemNote } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { word } from '../shared/words.ts';
import { audit } from './audit.words.ts';
import { saveFile } from './save_file.ts';

export default function Ledger() {
  const t = useWords(audit);
  const s = useWords(shared);
  const c = useWords(closed);
  const g = useWords(settings);
  const m = useMarks();
  const { language } = useVoice();
  const zone = useZone();
  const [action, setAction] = useState('');
  const [older, setOlder] = useState<Deed[]>([]);
  const load = useLoad((signal) => api.get<List<Deed>>('/deeds', { query: { action }, signal }).then((d) => {
    setOlder([]);
    return d;
  }), [action]);
  const all = [...(load.data?.items ?? []), ...older];
  const more = useAction(async () => {
    const page = await api.get<List<Deed>>('/deeds', { query: { action, before: all[all.length - 1]!.sequence } });
    setOlder((was) => [...was, ...page.items]);
  });
  const keep = useAction(async () => saveFile(await api.file('/checkpoints/newest'), 'xinan-checkpoint.json'));
  return (
    <>
      <PageTop title={t.title}>
        <Input.Search allowClear autoComplete="off" aria-label={t.filter} placeholder={t.filter} onSearch={setAction} />
        <button className="button" disabled={keep.busy} onClick={() => void keep.run()}><Icon name="chain" size={16} /> {t.checkpoint}</button>
      </PageTop>
      <p className="muted">{t.say}</p>
      <ProblemNote problem={keep.problem ?? more.problem} />
      <Loaded load={load} rows={10} empty={(d) => d.items.length === 0 && <Empty icon="chain" title={action ? t.none_found : t.empty} next={action ? '' : t.empty_next} />}>
        {() => (
          <>
            <div className="table-wrap">
              <Table<Deed>
                rowKey="sequence" size="small" sticky pagination={false} scroll={{ x: 980 }} dataSource={all}
                columns={labelled<Deed>([
                  { title: t.sequence, dataIndex: 'sequence', align: 'right' },
                  { title: t.at, dataIndex: 'at', render: (x: string) => moment(x, zone, language) },
                  { title: t.action, dataIndex: 'action', render: (x: string) => <><span className="muted small">{word(g, `g_${capabilityOf(x)}`)}</span><br /><code>{x}</code></> },
                  { title: t.outcome, dataIndex: 'outcome', render: (x: string, d) => <><Status of={x} text={word(t, x)} />{d.code && <><br /><code className="muted small">{d.code}</code></>}</> },
                  { title: t.role, dataIndex: 'role', render: (x: string) => (x === 'none' ? '—' : word(c, x)) },
                  { title: t.actor, render: (_, d) => d.actor_name ?? '—' },
                  { title: t.clauses, render: (_, d) => m.list(d.clauses) },
                ])}
              />
            </div>
            {load.data?.next && <button className="button" disabled={more.busy} onClick={() => void more.run()}>{s.more}</button>}
          </>
        )}
      </Loaded>
    </>
  );
}
