import { type PlaceRow, search } from './search';

declare global {
  interface Window { commonplacePlaces?: (rows: PlaceRow[]) => void }
}

const MOST_FOUND = 8;

/** Typing in find-my-area turns into links at once: there is nothing to choose first and no second button. */
export function enhanceFind(root: string, placesSource: string): void {
  const form = document.querySelector<HTMLFormElement>('form.find');
  const input = form?.querySelector('input');
  const list = form?.querySelector<HTMLUListElement>('.found');
  const status = form?.querySelector<HTMLElement>('.find-status');
  if (!form || !input || !list || !status) return;

  let rows: PlaceRow[] | null = null;
  let asked = false;
  window.commonplacePlaces = (loaded) => {
    rows = loaded;
    show();
  };
  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement('script');
    script.src = placesSource;
    document.head.append(script);
  };
  const show = () => {
    const text = input.value.trim();
    if (rows === null || text === '') {
      list.hidden = true;
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    const found = search(rows, text);
    list.replaceChildren(...found.slice(0, MOST_FOUND).map(([name, slug, where]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `${root}area/${slug}/index.html`;
      const bold = document.createElement('strong');
      bold.textContent = name;
      link.append(bold, ` ${where}`);
      item.append(link);
      return item;
    }));
    list.hidden = found.length === 0;
    status.textContent = found.length === 0
      ? `No place is called “${text}”. Try a part of the name.`
      : found.length > MOST_FOUND ? `${found.length} places found, the best ${MOST_FOUND} are shown.` : `${found.length} ${found.length === 1 ? 'place' : 'places'} found.`;
  };

  input.addEventListener('focus', load);
  input.addEventListener('input', () => {
    load();
    show();
  });
  form.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown' && links.length > 0) (links[Math.min(index + 1, links.length - 1)] as HTMLElement).focus();
    else if (event.key === 'ArrowUp' && index > 0) (links[index - 1] as HTMLElement).focus();
    else if (event.key === 'ArrowUp' && index === 0) input.focus();
    else if (event.key === 'Escape') {
      input.value = '';
      show();
      input.focus();
    } else return;
    event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    const first = list.querySelector('a');
    if (input.value.trim() !== '' && first === null && rows === null) return;
    event.preventDefault();
    if (first === null) input.focus();
    else location.href = first.href;
  });

  const asOfAddress = new URLSearchParams(location.search).get('q');
  if (asOfAddress !== null && asOfAddress !== '') {
    input.value = asOfAddress;
    load();
  }
}
