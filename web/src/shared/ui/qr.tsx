// SPDX-License-Identifier: AGPL-3.0-or-later
import qrcode from 'qrcode-generator';

// Drawn as squares, sharp on paper at any size.
export function Qr({ text, title }: { text: string; title: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const n = code.getModuleCount();
  let d = '';
  for (let row = 0; row < n; row++) for (let col = 0; col < n; col++) if (code.isDark(row, col)) d += `M${col} ${row}h1v1h-1z`;
  return (
    <svg className="qr" viewBox={`-2 -2 ${n + 4} ${n + 4}`} role="img" aria-label={title} shapeRendering="crispEdges">
      <path d={d} fill="currentColor" />
    </svg>
  );
}
