import { expect, it } from 'vitest';
import { csv } from '../../src/csv';

it('quotes what needs quotes and disarms formulas', () => {
  expect(csv(['a', 'b'], [['x, "y"', null], ['=1+1', -2.5], ['@x', undefined]])).toBe('a,b\r\n"x, ""y""",\r\n\'=1+1,-2.5\r\n\'@x,\r\n');
});
