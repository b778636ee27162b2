import { describe, expect, test } from 'vitest';
import { says } from '../src/features/calls/saying';

describe('a place that was typed', () => {
  test.each([
    ['1060 W Addison St', '1060 West Addison Street'],
    ['state and madison', 'State Street & Madison Street'],
    ['Kedzie Ave at 51st St', 'Kedzie Avenue & 51st Street'],
    ['1060 west addison', '1060 W Addison St'],
  ])('%s is said by %s', (typed, label) => expect(says(typed, label)).toBe(true));

  test.each([
    ['1060 W Addison St', '106 West Addison Street'],
    ['1060 W Addison St', '1060 East Addison Street'],
    ['Halsted at 18th', 'Halsted Street & 118th Street'],
    ['the blue house on Clark', 'Clark Street & Addison Street'],
  ])('%s is not said by %s', (typed, label) => expect(says(typed, label)).toBe(false));
});
