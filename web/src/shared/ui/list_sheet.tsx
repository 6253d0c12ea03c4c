// SPDX-License-Identifier: AGPL-3.0-or-later
// A list on A4 as the house knows it from paper: centre and title above, rows with lines, who printed it and when below.
import { useEffect, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useCentre, useZone } from '../centre.tsx';
import { useVoice, useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { moment } from '../time.ts';
import { fill } from '../words.ts';
import { PrintSheet } from './print.tsx';

interface Sheet { title: string; about: string; head: readonly string[]; rows: readonly { key: string; cells: readonly ReactNode[] }[]; empty: string }

// Made only while something is printed, and not beside another sheet: a slip asked for on the same page prints alone.
export function ListSheet(sheet: Sheet) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => {
      if (!document.body.classList.contains('has-sheet')) flushSync(() => setPrinting(true));
    };
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing ? <Paper {...sheet} /> : null;
}

function Paper({ title, about, head, rows, empty }: Sheet) {
  const t = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const centre = useCentre();
  return (
    <PrintSheet>
      <div className="sheet-head"><h1>{centre?.name}</h1><span>{about}</span></div>
      <h2 className="sheet-title">{title}</h2>
      {rows.length === 0 ? <p>{empty}</p> : (
        <table className="sheet-table">
          <thead><tr>{head.map((x) => <th key={x} scope="col">{x}</th>)}</tr></thead>
          <tbody>{rows.map((row) => <tr key={row.key}>{row.cells.map((cell, i) => <td key={i}>{cell}</td>)}</tr>)}</tbody>
        </table>
      )}
      <div className="sheet-foot"><span>{fill(t.printed_at, { at: moment(new Date().toISOString(), zone, language) })}</span><span>{t.printed_keep}</span></div>
    </PrintSheet>
  );
}
