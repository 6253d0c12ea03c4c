// SPDX-License-Identifier: AGPL-3.0-or-later
import { Link } from 'react-router';
import { PageTop } from '../console/page.tsx';
import { api } from '../shared/api/client.ts';
import { useTopics } from '../shared/api/events.ts';
import type { List, Unwritten } from '../shared/api/types.ts';
import { useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useVoice, useWords } from '../shared/language.tsx';
import { moment } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { casework } from './casework.words.ts';

export default function UnwrittenPage() {
  const t = useWords(casework);
  const { language } = useVoice();
  const zone = useZone();
  const load = useLoad((signal) => api.get<List<Unwritten>>('/me/unwritten', { signal }), []);
  useTopics(['casework'], load.reload);
  return (
    <>
      <PageTop title={t.todo} about={t.unwritten} />
      <Loaded load={load} empty={(d) => d.items.length === 0 && <Empty icon="check" title={t.all_written} next={t.all_written_next} />}>
        {(d) => (
          <div className="table-wrap">
            <table className="plain-table stacks">
              <thead><tr><th scope="col">{t.code}</th><th scope="col">{t.visitor}</th><th scope="col">{t.ended}</th><th scope="col">{t.due}</th><th /></tr></thead>
              <tbody>
                {d.items.map((x) => (
                  <tr key={x.session}>
                    <td>{x.case_code}</td>
                    <td><Who person={x.visitor} /></td>
                    <td data-label={t.ended}>{moment(x.ended_at, zone, language)}</td>
                    <td data-label={t.due}>{moment(x.due_at, zone, language)} {x.overdue && <span className="status tone-waiting"><Icon name="clock" size={14} /> {t.late}</span>}</td>
                    <td><Link className="button small" to={`/console/sessions/${x.session}`}>{t.write}</Link></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </>
  );
}
