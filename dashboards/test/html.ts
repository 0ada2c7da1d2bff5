// Just enough reading of our own pages for tests: they are made by one renderer, so that patterns are safe.

export function figures(html: string): string[] {
  return [...html.matchAll(/<figure\b.*?<\/figure>/gs)].map((match) => match[0]);
}

export function text(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/\s+/g, ' ').trim();
}

/** Text of the cells of each body row, of all tables. */
export function rows(html: string): string[][] {
  const body = [...html.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map((match) => match[1]).join('');
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map((row) => [...(row[1] as string).matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gs)].map((cell) => text(cell[1] as string)));
}

export function summary(html: string): string {
  return text(/<p class="summary"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '');
}

export function links(html: string): string[] {
  return [...html.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map((match) => (match[1] as string).replaceAll('&amp;', '&'));
}

export function ids(html: string): string[] {
  return [...html.matchAll(/\bid="([^"]*)"/g)].map((match) => match[1] as string);
}
