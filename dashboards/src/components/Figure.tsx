import type { ComponentChildren } from 'preact';
import type { Release } from '../release/release';
import type { Indicator } from '../release/types';

export interface FigureProps {
  readonly id: string;
  /** The finding. */
  readonly title: string;
  /** Measure, unit, place, period. */
  readonly subtitle: string;
  readonly chart: ComponentChildren;
  /** What the marks mean. */
  readonly reading: ComponentChildren;
  /** The numbers in words. */
  readonly summary: string;
  /** What follows from the numbers. */
  readonly notes?: ComponentChildren;
  /** The table behind the chart; null when the chart itself is a table. */
  readonly table: ComponentChildren | null;
  /** What the closed table is called, when not "Table of these numbers". */
  readonly tableName?: string;
  readonly csv: { href: string; name: string };
  readonly more?: ComponentChildren;
  readonly source: string;
}

/** Every chart of the site: title, picture, how to read it, numbers in words, table, download, source. */
export function Figure({ id, title, subtitle, chart, reading, summary, notes, table, tableName, csv, more, source }: FigureProps) {
  return (
    <figure class="chart" id={id} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h2>{title}</h2>
        <p class="subtitle">{subtitle}</p>
      </figcaption>
      <div class="plot">{chart}</div>
      {reading !== null && <p class="reading">{reading}</p>}
      <p class="summary" id={`${id}-summary`}>{summary}</p>
      {notes}
      {table !== null && (
        <details>
          <summary>{tableName ?? 'Table of these numbers'}</summary>
          {table}
        </details>
      )}
      <ul class="links">
        <li><a href={csv.href} download>{csv.name}</a></li>
        {more}
      </ul>
      <p class="source">{source}</p>
    </figure>
  );
}

/** A table that may be wider than a phone: the region scrolls, the page does not. */
export function TableRegion({ name, children }: { name: string; children: ComponentChildren }) {
  return <div class="scroll" role="region" aria-label={name} tabIndex={0}>{children}</div>;
}

/** Exports and feeds behind an indicator, each named once. */
export function sourceNames(indicator: Indicator): string {
  return [...new Set(indicator.sources.map((source) => source.name))].join(', ');
}

/** The last line of every chart: where the numbers come from, and which release they are of. */
export function sourceLine(release: Release, indicator: Indicator): string {
  const vintage = `Release ${release.manifest.release}.`;
  return indicator.sources.length === 0 ? vintage : `Source: ${sourceNames(indicator)}. ${vintage}`;
}
