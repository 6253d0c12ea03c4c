// SPDX-License-Identifier: AGPL-3.0-or-later
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { labelled } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import type { Case, List, Risk } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { dayOf, dayWords } from '../shared/time.ts';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { Status } from '../shared/ui/status.tsx';
import { casework } from './casework.words.ts';

export function RiskMark({ risk }: { risk: Risk }) {
  const t = useWords(casework);
  const m = useMarks();
  const c = useWords(closed);
  return <Status of={risk} text={m.colon(t.risk, c[risk])} />;
}

export default function Cases() {
  const t = useWords(casework);
  const { language } = useVoice();
  const zone = useZone();
  const [which, setWhich] = useState<'open' | 'closed'>('open');
  const load = useLoad((signal) => api.get<List<Case>>('/cases', { query: which === 'closed' ? { state: 'closed' } : {}, signal }), [which]);
  return (
    <>
      <PageTop title={t.cases}>
        <Segmented value={which} onChange={setWhich} options={[{ value: 'open', label: t.open_cases }, { value: 'closed', label: t.closed_cases }]} />
      </PageTop>
      <Loaded load={load} rows={8} empty={(d) => d.items.length === 0 && <Empty icon="folder" title={t.no_cases} next={t.no_cases_next} />}>
        {(d) => (
          <div className="table-wrap">
            <Table<Case>
              rowKey="id"
              dataSource={d.items.filter((c) => (which === 'closed') === (c.state === 'closed'))}
              pagination={false}
              sticky
              scroll={{ x: 760 }}
              columns={labelled<Case>([
                { title: t.code, dataIndex: 'code', render: (code: string, c) => <Link to={`/console/cases/${c.id}`}>{code}</Link> },
                { title: t.visitor, render: (_, c) => <Who person={c.visitor} /> },
                { title: t.state, dataIndex: 'state', render: (s: string) => <Status of={s} />, sorter: (a, b) => a.state.localeCompare(b.state) },
                { title: t.risk, dataIndex: 'risk', render: (r: Risk) => <RiskMark risk={r} /> },
                { title: t.opened, dataIndex: 'opened_at', render: (at: string) => dayOf(at, zone, language), sorter: (a, b) => a.opened_at.localeCompare(b.opened_at) },
                { title: t.next_contact, dataIndex: 'next_contact', render: (d2?: string) => (d2 ? dayWords(d2, language) : <span className="muted">{t.no_date}</span>), sorter: (a, b) => (a.next_contact ?? '').localeCompare(b.next_contact ?? '') },
              ])}
            />
          </div>
        )}
      </Loaded>
    </>
  );
}
