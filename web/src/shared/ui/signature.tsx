// SPDX-License-Identifier: AGPL-3.0-or-later
// A box to sign in with finger, pen or mouse. What is drawn stays in this component until it is sent.
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useWords } from '../language.tsx';
import { shared } from '../shared.words.ts';
import { tokens } from '../tokens.ts';

export function SignaturePad({ onChange }: { onChange: (pngBase64: string | undefined) => void }) {
  const t = useWords(shared);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const [signed, setSigned] = useState(false);

  useEffect(() => {
    const board = canvas.current;
    if (!board) return;
    const scale = Math.min(2, window.devicePixelRatio || 1);
    board.width = board.clientWidth * scale;
    board.height = board.clientHeight * scale;
    const pen = board.getContext('2d');
    if (!pen) return;
    pen.scale(scale, scale);
    pen.lineWidth = 2.4;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = tokens.ink;
  }, []);

  const at = (e: PointerEvent<HTMLCanvasElement>) => {
    const box = e.currentTarget.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top] as const;
  };
  const send = () => onChange(canvas.current?.toDataURL('image/png').split(',')[1]);
  const clear = () => {
    const board = canvas.current;
    board?.getContext('2d')?.clearRect(0, 0, board.width, board.height);
    setSigned(false);
    onChange(undefined);
  };
  return (
    <div className="signature">
      <div className="signature-head">
        <span id="signature-label">{t.sig_label}</span>
        <span role="status">{signed ? t.sig_done : t.sig_empty}</span>
        <button type="button" className="link" onClick={clear} disabled={!signed}>{t.sig_clear}</button>
      </div>
      <canvas
        ref={canvas}
        aria-labelledby="signature-label"
        role="img"
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId);
          drawing.current = true;
          const pen = e.currentTarget.getContext('2d');
          pen?.beginPath();
          pen?.moveTo(...at(e));
        }}
        onPointerMove={(e) => {
          if (!drawing.current) return;
          const pen = e.currentTarget.getContext('2d');
          pen?.lineTo(...at(e));
          pen?.stroke();
          if (!signed) setSigned(true);
        }}
        onPointerUp={() => {
          drawing.current = false;
          if (signed) send();
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      />
    </div>
  );
}
