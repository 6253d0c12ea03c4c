// SPDX-License-Identifier: AGPL-3.0-or-later
import { Box } from '../console/antd.tsx';
import { SearchBox } from '../console/search_box.tsx';
import { api } from '../shared/api/client.ts';
import type { Appointment, PersonHit } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useWords } from '../shared/language.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { reception } from './reception.words.ts';

// Who was it that called? The time they hold stays theirs.
export default function NamePerson({ appointment: a, onClose, onDone }: { appointment: Appointment; onClose: () => void; onDone: () => void }) {
  const t = useWords(reception);
  const complete = useAction(async ({ attempt, override }, hit: PersonHit) => {
    await api.post('/appointments/{appointment}/complete-phone', { path: { appointment: a.id }, version: a.version, body: { visitor: hit.id, ...override }, attempt });
    onDone();
  });
  return (
    <Box title={t.name_person} onClose={onClose}>
      <p className="muted">{t.name_person_hint}</p>
      <SearchBox here onPick={(hit) => void complete.run(hit)} />
      <ActionProblem action={complete} />
    </Box>
  );
}
