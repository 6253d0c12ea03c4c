// SPDX-License-Identifier: AGPL-3.0-or-later
import { Checkbox, Input } from 'antd';
import { useCallback } from 'react';
import { Box } from '../console/antd.tsx';
import { CounsellorSelect } from '../reception/counsellor_select.tsx';
import { api } from '../shared/api/client.ts';
import type { Case } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useFields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { casework } from './casework.words.ts';

export default function HandOver({ of, onClose, onDone }: { of: Case; onClose: () => void; onDone: () => void }) {
  const t = useWords(casework);
  const { values: v, set } = useFields({ to: '', reason: '', visitor_agrees: false });
  const setTo = useCallback((id: string) => set('to', id), [set]);
  const go = useAction(async ({ attempt, override }) => {
    const why = override?.override_reason ? { why_not_asked: override.override_reason } : {};
    await api.post('/cases/{case}/hand-over', { path: { case: of.id }, body: { ...v, reason: v.reason.trim(), ...why }, attempt });
    onDone();
  });
  return (
    <Box title={`${t.hand_over} · ${of.code}`} onClose={onClose}>
      <p className="muted">{t.hand_over_says}</p>
      <FormField label={t.hand_over_to}>{(ids) => <CounsellorSelect ids={ids} value={v.to} onChange={setTo} except={of.counsellor} />}</FormField>
      <FormField label={t.hand_over_why}>{(ids) => <Input.TextArea {...ids} rows={3} maxLength={200} value={v.reason} onChange={(e) => set('reason', e.target.value)} />}</FormField>
      <Checkbox checked={v.visitor_agrees} onChange={(e) => set('visitor_agrees', e.target.checked)}>{t.visitor_agrees}</Checkbox>
      <ActionProblem action={go} />
      <div className="dialog-actions"><button className="button primary" disabled={!v.to || v.reason.trim().length < 3 || go.busy} onClick={() => void go.run()}>{t.hand_over}</button></div>
    </Box>
  );
}
