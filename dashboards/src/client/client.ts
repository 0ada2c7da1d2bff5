// Makes pages quicker to use. Nothing on a page depends on it.
import { enhanceCharts } from './charts';
import { enhanceFind } from './find';

const script = document.currentScript as HTMLScriptElement;
enhanceFind(script.dataset.root ?? '', script.dataset.places ?? '');
enhanceCharts();

// Paper has no disclosure triangle.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not([open])')) {
    details.open = true;
    details.dataset.wasClosed = '';
  }
});
addEventListener('afterprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-was-closed]')) {
    details.open = false;
    delete details.dataset.wasClosed;
  }
});
