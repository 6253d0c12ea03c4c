// SPDX-License-Identifier: AGPL-3.0-or-later
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import { useAction } from '../shared/api/use.ts';
import { useFields } from '../shared/fields.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { closed } from '../shared/shared.words.ts';
import { FormField } from '../shared/ui/field.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { word } from '../shared/words.ts';
import { identity } from './identity.words.ts';

export default function Account({ onClose }: { onClose: () => void }) {
  const t = useWords(identity);
  const c = useWords(closed);
  const { me } = useSession();
  const { tell } = useToast();
  const { values, set } = useFields({ old_passphrase: '', new_passphrase: '' });
  const change = useAction(async ({ attempt }) => {
    await api.put('/session/passphrase', { body: values, attempt });
    tell(t.changed);
    onClose();
  });
  return (
    <Box title={me?.login} onClose={onClose}>
      <p className="muted">{me?.roles.map((r) => word(c, r)).join(' · ')}</p>
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void change.run(); }}>
        <FormField label={t.old}>{(ids) => <input {...ids} type="password" required autoComplete="current-password" value={values.old_passphrase} onChange={(e) => set('old_passphrase', e.target.value)} />}</FormField>
        <FormField label={t.new} hint={t.new_hint}>{(ids) => <input {...ids} type="password" required minLength={12} maxLength={200} autoComplete="new-password" value={values.new_passphrase} onChange={(e) => set('new_passphrase', e.target.value)} />}</FormField>
        <ActionProblem action={change} />
        <div className="dialog-actions"><button className="button primary" disabled={change.busy || values.new_passphrase.length < 12}>{t.change}</button></div>
      </form>
    </Box>
  );
}
