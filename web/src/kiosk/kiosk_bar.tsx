// SPDX-License-Identifier: AGPL-3.0-or-later
import { identity } from '../identity/identity.words.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { fill } from '../shared/words.ts';
import { kiosk } from './kiosk.words.ts';

// Above every page of a person on a shared screen: how long until it empties itself, and a way to empty it now.
export function KioskBar() {
  const t = useWords(kiosk);
  const i = useWords(identity);
  const { secondsLeft, leave } = useSession();
  return (
    <div className="kiosk-bar no-print">
      {secondsLeft !== undefined && <span><Icon name="clock" size={16} /> {fill(t.clears, { n: secondsLeft })}</span>}
      <button className="button" onClick={() => void leave()}>{i.done}</button>
    </div>
  );
}
