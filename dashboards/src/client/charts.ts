/**
 * Reads a chart point by point. The words come from the row of the chart's own table, so that they cannot differ from it.
 * One stop for the Tab key; arrows move, Home and End jump, Escape closes; the pointer does the same.
 */
export function enhanceCharts(): void {
  document.querySelectorAll<HTMLElement>('figure.chart').forEach((figure) => {
    const plot = figure.querySelector<HTMLElement>('.plot');
    const pictures = [...figure.querySelectorAll<SVGSVGElement>('svg.picture')];
    const rows = [...figure.querySelectorAll<HTMLTableRowElement>('details tbody tr')].reverse();
    const heads = [...figure.querySelectorAll('details thead th')].map((head) => head.textContent ?? '');
    if (plot === null || pictures.length === 0 || rows.length === 0) return;
    const count = Number(pictures[0]?.dataset.n);
    const first = count - rows.length;

    plot.tabIndex = 0;
    plot.setAttribute('role', 'group');
    plot.setAttribute('aria-label', 'Chart. Left and right arrow keys read its points.');
    const tip = document.createElement('p');
    tip.className = 'tip';
    tip.setAttribute('role', 'status');
    plot.append(tip);
    const cursors = pictures.map((picture) => {
      const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      line.setAttribute('class', 'cursor');
      picture.append(line);
      return line;
    });

    let at: number | null = null;
    const hide = () => {
      at = null;
      tip.textContent = '';
      cursors.forEach((cursor) => cursor.setAttribute('d', ''));
    };
    const show = (index: number) => {
      at = Math.max(first, Math.min(count - 1, index));
      const cells = [...(rows[at - first]?.cells ?? [])].map((cell) => (cell.textContent ?? '').trim());
      tip.textContent = cells.map((cell, i) => (i === 0 || cell === '' ? cell : `${heads[i]}: ${cell}`)).filter(Boolean).join(' · ');
      pictures.forEach((picture, i) => {
        const { x0, dx, top, bottom } = picture.dataset;
        cursors[i]?.setAttribute('d', `M${Number(x0) + Number(dx) * (at as number)} ${top}V${bottom}`);
      });
    };
    const nearest = (event: PointerEvent): number => {
      const picture = pictures.find((candidate) => candidate.getBoundingClientRect().width > 0) as SVGSVGElement;
      const box = picture.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * picture.viewBox.baseVal.width;
      return Math.round((x - Number(picture.dataset.x0)) / (Number(picture.dataset.dx) || 1));
    };

    plot.addEventListener('pointermove', (event) => show(nearest(event)));
    plot.addEventListener('pointerdown', (event) => show(nearest(event)));
    plot.addEventListener('pointerleave', hide);
    plot.addEventListener('blur', hide);
    plot.addEventListener('keydown', (event) => {
      const to = { ArrowLeft: (at ?? count) - 1, ArrowRight: (at ?? count - 2) + 1, Home: first, End: count - 1 }[event.key];
      if (event.key === 'Escape') hide();
      else if (to !== undefined) show(to);
      else return;
      event.preventDefault();
    });
  });
}
