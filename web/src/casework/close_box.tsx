// SPDX-License-Identifier: AGPL-3.0-or-later
// Closing asks for four things, and says beforehand what still hinders it; the server has the last word, with its clauses.
import { Input, Select } from 'antd';
import { Link } from 'react-router';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { Case, CloseCase } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useFields } from '../shared/fields.ts';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { dayOf } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { RiskMark } from './cases.tsx';
import { casework } from './casework.words.ts';

const outcomes = ['achieved', 'partly', 'not_achieved', 'moved_on'] as const;
const reasons = ['goal_met', 'visitor_wish', 'referral', 'absence', 'unsuitable', 'left_school'] as const;
const aftercares = ['none', 'one_month', 'three_months', 'six_months'] as const;

export default function CloseBox({ of, onClose, onDone }: { of: Case; onClose: () => void; onDone: () => void }) {
  const t = useWords(casework);
  const m = useMarks();
  const { language } = useVoice();
  const zone = useZone();
  const { values: v, set } = useFields<Partial<CloseCase> & { summary: string; aftercare_note: string }>({ summary: '', aftercare_note: '' });
  const close = useAction(async ({ attempt, override }) => {
    await api.post('/cases/{case}/close', { path: { case: of.id }, version: of.version, body: { ...v, ...override }, attempt });
    onDone();
  });
  const unsigned = of.sessions.filter((s) => s.note_state !== 'signed');
  const complete = v.summary.trim() && v.outcome && v.reason && v.aftercare;
  return (
    <Box title={`${t.close_title} · ${of.code}`} onClose={onClose} wide>
      {(unsigned.length > 0 || of.risk === 'high') && (
        <div className="notice tone-waiting">
          <Icon name="shield" />
          <div className="grow">
            <strong>{t.hinders}</strong>
            {unsigned.map((s) => <p key={s.id}><Icon name="pen" size={14} /> {m.colon(dayOf(s.started_at, zone, language), t.late)} <Link to={`/console/sessions/${s.id}`}>{t.write}</Link></p>)}
            {of.risk === 'high' && <p><RiskMark risk="high" /> {t.stand_down}</p>}
          </div>
        </div>
      )}
      <FormField label={t.summary} hint={t.summary_hint}>{(ids) => <Input.TextArea {...ids} rows={6} maxLength={8000} value={v.summary} onChange={(e) => set('summary', e.target.value)} />}</FormField>
      <div className="three">
        <FormField label={t.outcome}>{(ids) => <Select {...ids} value={v.outcome ?? null} onChange={(x) => set('outcome', x ?? undefined)} options={outcomes.map((x) => ({ value: x, label: t[`o_${x}`] }))} />}</FormField>
        <FormField label={t.reason}>{(ids) => <Select {...ids} value={v.reason ?? null} onChange={(x) => set('reason', x ?? undefined)} options={reasons.map((x) => ({ value: x, label: t[`r_${x}`] }))} />}</FormField>
        <FormField label={t.aftercare}>{(ids) => <Select {...ids} value={v.aftercare ?? null} onChange={(x) => set('aftercare', x ?? undefined)} options={aftercares.map((x) => ({ value: x, label: t[`a_${x}`] }))} />}</FormField>
      </div>
      {v.aftercare && v.aftercare !== 'none' && <FormField label={t.aftercare_note}>{(ids) => <Input {...ids} maxLength={200} value={v.aftercare_note} onChange={(e) => set('aftercare_note', e.target.value)} />}</FormField>}
      <p className="muted">{t.close_says}</p>
      <ActionProblem action={close} />
      <div className="dialog-actions"><button className="button primary" disabled={!complete || close.busy} onClick={() => void close.run()}>{t.close_go}</button></div>
    </Box>
  );
}
