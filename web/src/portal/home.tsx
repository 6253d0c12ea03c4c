// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from 'react-router';
import { identity } from '../identity/identity.words.ts';
import { useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { useTitle } from '../shared/title.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { portal } from './portal.words.ts';

function Door({ to, icon, title, line, first = false }: { to: string; icon: IconName; title: string; line: string; first?: boolean }) {
  return (
    <li>
      <Link to={to} className={first ? 'door first' : 'door'}>
        <span className="door-icon"><Icon name={icon} size={24} /></span>
        <span><strong>{title}</strong><small>{line}</small></span>
        <Icon name="right" />
      </Link>
    </li>
  );
}

export function Home() {
  const t = useWords(portal);
  const i = useWords(identity);
  const s = useWords(shared);
  const { state } = useSession();
  useTitle(s.product);
  return (
    <>
      <div className="hello">
        <h1>{t.hello}</h1>
        <p>{t.hello_line}</p>
      </div>
      <ul className="doors">
        <Door first to="/before" icon="calendar" title={t.book} line={t.book_line} />
        <Door to="/times" icon="clock" title={t.times} line={t.times_line} />
        <Door to="/file" icon="folder" title={t.file} line={t.file_line} />
        <Door to="/consents" icon="pen" title={t.consents} line={t.consents_line} />
        <Door to="/summaries" icon="letter" title={t.summaries} line={t.summaries_line} />
      </ul>
      <p className="muted small">{t.foot_neutral}</p>
      {state === 'nobody' && <p><Link to="/sign-in">{i.title}</Link></p>}
    </>
  );
}
