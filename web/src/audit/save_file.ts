// SPDX-License-Identifier: AGPL-3.0-or-later
// Hands bytes to the browser's own "save"; the name says what it is, never of whom.
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
