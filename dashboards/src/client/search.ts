/** Name, slug, what and where it is, then other names. */
export type PlaceRow = [name: string, slug: string, where: string, ...others: string[]];

/** Lower case without accents and signs, so that "Forli Cesena" finds "Forlì-Cesena". */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Places whose name begins with the text first, then those with a word that does, then those that hold it anywhere. */
export function search(rows: readonly PlaceRow[], text: string): PlaceRow[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const scored: { row: PlaceRow; score: number; order: number }[] = [];
  rows.forEach((row, order) => {
    const names = [row[0], ...row.slice(3)];
    const score = Math.min(...names.map((name, i) => rank(fold(name), wanted) + (i === 0 ? 0 : 0.5)));
    if (score < 4) scored.push({ row, score, order });
  });
  return scored.sort((a, b) => a.score - b.score || a.order - b.order).map(({ row }) => row);
}

function rank(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : 4;
}
