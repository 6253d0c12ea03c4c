// SPDX-License-Identifier: AGPL-3.0-or-later
// The keys of the console, shown by "?".
import { useWords } from '../shared/language.tsx';
import { Box } from './antd.tsx';
import { consoleWords } from './console.words.ts';

export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useWords(consoleWords);
  const keys: readonly (readonly [readonly string[], string])[] = [
    [['/', 'Ctrl K'], t.key_search], [['n'], t.key_new], [['Ctrl S'], t.key_save], [['Esc'], t.key_close], [['?'], t.key_help],
  ];
  return (
    <Box title={t.keys} onClose={onClose}>
      <dl className="facts keys">
        {keys.map(([names, what]) => <div key={what} className="row"><dt>{names.map((x) => <kbd key={x}>{x}</kbd>)}</dt><dd>{what}</dd></div>)}
      </dl>
      <p className="muted small">{t.keys_say}</p>
    </Box>
  );
}
