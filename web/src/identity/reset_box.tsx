// SPDX-License-Identifier: AGPL-3.0-or-later
// A new passphrase for a colleague who forgot his: what is lost is said first, and the new one is shown once.
import { Checkbox } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import type { Staff } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useWords } from '../shared/language.tsx';
import { shared } from '../shared/shared.words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { staff } from '../staff/staff.words.ts';
import { identity } from './identity.words.ts';

interface Made { login: string; passphrase: string; notice: string }

export function ResetBox({ of, onClose }: { of: Staff; onClose: () => void }) {
  const t = useWords(staff);
  const i = useWords(identity);
  const s = useWords(shared);
  const [known, setKnown] = useState(false);
  const [made, setMade] = useState<Made>();
  const reset = useAction(async ({ attempt }) => setMade(await api.post<Made>('/staff/{staff}/passphrase-reset', { path: { staff: of.id }, body: {}, attempt })));
  if (made) {
    return (
      <Box title={`${t.reset_done} · ${of.name}`} onClose={onClose}>
        <dl className="facts code-shown">
          <dt>{i.login}</dt><dd>{made.login}</dd>
          <dt>{i.passphrase}</dt><dd><code>{made.passphrase}</code></dd>
        </dl>
        <div className="notice tone-waiting"><Icon name="alert" /><div>{t.reset_once}</div></div>
        <p className="muted">{made.notice}</p>
        <div className="dialog-actions"><button className="button primary" onClick={onClose}>{s.close}</button></div>
      </Box>
    );
  }
  return (
    <Box title={`${t.reset} · ${of.name}`} onClose={onClose}>
      <p>{t.reset_say}</p>
      <div className="notice tone-note"><Icon name="lock" /><div>{t.reset_loss}</div></div>
      <Checkbox checked={known} onChange={(e) => setKnown(e.target.checked)}>{t.reset_know}</Checkbox>
      <ActionProblem action={reset} />
      <div className="dialog-actions"><button className="button primary" disabled={!known || reset.busy} onClick={() => void reset.run()}>{t.reset_go}</button></div>
    </Box>
  );
}
