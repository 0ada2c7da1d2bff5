import { describe, expect, it } from 'vitest';
import { fold, type PlaceRow, search } from '../../src/client/search';

const ROWS: PlaceRow[] = [['Old Ashford', 'old-ashford', 'ward'], ['Ashford', 'ashford', 'ward'], ['Forlì-Cesena', 'forli-cesena', 'province'], ['Rashleigh', 'rashleigh', 'ward', 'MB1 4QZ']];
const slugs = (text: string) => search(ROWS, text).map((row) => row[1]);

describe('find my area', () => {
  it('puts the beginning of a name first, then of a word, then any part', () => {
    expect(slugs('ash')).toEqual(['ashford', 'old-ashford', 'rashleigh']);
  });
  it('does not mind accents, signs or case', () => {
    expect(fold('Forlì-Cesena')).toBe('forli cesena');
    expect(slugs('FORLI cesena')).toEqual(['forli-cesena']);
  });
  it('knows other names', () => {
    expect(slugs('mb1')).toEqual(['rashleigh']);
  });
  it('finds nothing for nothing', () => {
    expect(slugs(' ')).toEqual([]);
    expect(slugs('xyz')).toEqual([]);
  });
});
