// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works here and which hats they wear. One person may wear them all.
import { Dropdown, Table } from 'antd';
import { useState } from 'react';
import { labelled } from '../console/antd.tsx';
import { PageTop } from '../console/page.tsx';
import { ResetBox } from '../identity/reset_box.tsx';
import { api } from '../shared/api/client.ts';
import type { List, Staff } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useKeys } from '../shared/keys.ts';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { closed } from '../shared/shared.words.ts';
import { dayWords } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { DutiesBox } from './duties.tsx';
import { ConflictBox, CredentialBox, StaffBox } from './staff_boxes.tsx';
import { SupervisorsBox } from './supervisors.tsx';
import { staff } from './staff.words.ts';

type Act = 'credential' | 'classes' | 'supervisors' | 'conflict' | 'reset';
type Open = { what: 'new' } | { what: 'edit' | Act; of: Staff };

export default function StaffPage() {
  const t = useWords(staff);
  const c = useWords(closed);
  const m = useMarks();
  const { language } = useVoice();
  const { tell } = useToast();
  const { me, wears } = useSession();
  const load = useLoad((signal) => api.get<List<Staff>>('/staff', { signal }), []);
  const [open, setOpen] = useState<Open>();
  useKeys({ n: () => setOpen({ what: 'new' }) });
  const labels: Record<Act, string> = { credential: t.credential_add, classes: t.classes, supervisors: t.supervisors, conflict: t.conflict, reset: t.reset };
  // A declaration needs the other person, whom only those at the desk may look for.
  const actsOf = (s: Staff): Act[] => ['credential', 'classes', ...(s.practises && wears('leader') ? ['supervisors' as const] : []), ...(s.practises && wears('reception', 'counsellor') ? ['conflict' as const] : []), ...(wears('system_admin') && s.active && s.id !== me?.person ? ['reset' as const] : [])];
  const done = (text: string) => {
    setOpen(undefined);
    tell(text);
    load.reload();
  };
  return (
    <>
      <PageTop title={t.title}><button className="button primary" onClick={() => setOpen({ what: 'new' })}><Icon name="plus" size={16} /> {t.add}</button></PageTop>
      <Loaded load={load} rows={6} empty={(d) => d.items.length === 0 && <Empty icon="person" title={t.empty} next={t.empty_next} />}>
        {(d) => (
          <div className="table-wrap">
            <Table<Staff>
              rowKey="id" dataSource={d.items} pagination={false} sticky scroll={{ x: 860 }}
              columns={labelled<Staff>([
                { title: t.name, dataIndex: 'name', render: (name: string, s) => <><strong>{name}</strong><br /><span className="muted">{s.login}</span></> },
                { title: t.roles, render: (_, s) => m.list(s.roles.map((r) => word(c, r))) },
                { title: t.fields, render: (_, s) => m.list(s.fields.map((f) => word(c, f))) },
                {
                  title: t.credential, render: (_, s) => (s.credential
                    ? <>{word(t, `k_${s.credential.kind}`)}<br />{s.credential.expired ? <span className="status tone-waiting"><Icon name="alert" size={14} /> {t.expired}</span> : s.credential.expires_on && <span className="muted">{t.expires_on} {dayWords(s.credential.expires_on, language, true)}</span>}</>
                    : <span className="muted">{t.credential_none}</span>),
                },
                { title: t.active, render: (_, s) => <span className={`status ${s.active ? 'tone-done' : 'tone-plain'}`}><Icon name={s.active ? 'check' : 'cross'} size={14} /> {s.active ? t.active : t.inactive}</span> },
                {
                  title: '', render: (_, s) => (
                    <div className="row acts">
                      <button className="link" aria-label={`${t.edit} ${s.name}`} onClick={() => setOpen({ what: 'edit', of: s })}>{t.edit}</button>
                      <Dropdown trigger={['click']} menu={{ items: actsOf(s).map((key) => ({ key, label: labels[key] })), onClick: ({ key }) => setOpen({ what: key as Act, of: s }) }}>
                        <button className="link" aria-label={`${t.more} ${s.name}`}>{t.more} <Icon name="down" size={12} /></button>
                      </Dropdown>
                    </div>
                  ),
                },
              ])}
            />
          </div>
        )}
      </Loaded>
      {open?.what === 'new' && <StaffBox onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'edit' && <StaffBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'credential' && <CredentialBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.saved)} />}
      {open?.what === 'classes' && <DutiesBox of={open.of} onClose={() => setOpen(undefined)} />}
      {open?.what === 'reset' && <ResetBox of={open.of} onClose={() => setOpen(undefined)} />}
      {open?.what === 'supervisors' && <SupervisorsBox of={open.of} all={load.data?.items ?? []} onClose={() => setOpen(undefined)} />}
      {open?.what === 'conflict' && <ConflictBox of={open.of} onClose={() => setOpen(undefined)} onDone={() => done(t.declared)} />}
    </>
  );
}
