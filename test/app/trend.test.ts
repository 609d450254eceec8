import { describeChange } from '../../app/panels/describe-trend';
import { fillCaption } from '../../app/panels/fill-caption';
import { describeLength, timeBefore } from '../../app/time/time-before';

const DAY = 86_400;

describe('the time before', () => {
  const extent = { earliest: 1000 * DAY, latest: 1010 * DAY, events: 5 };

  test('is as long as the range and ends where that begins', () => {
    expect(timeBefore(1008 * DAY, 1010 * DAY, extent)).toEqual({
      range: { earliest: String(1006 * DAY), latest: String(1008 * DAY) },
      length: '2 d',
    });
  });

  test.each([
    ['all the data is shown', 1000 * DAY, 1010 * DAY, 'Nothing logged before'],
    ['the range begins before the data', 900 * DAY, 1010 * DAY, 'Nothing logged before'],
    ['the data begins within it', 1004 * DAY, 1010 * DAY, 'Too little logged before'],
    ['the range is empty', 5, 5, 'No time before this range'],
    ['the server knew no time', Number.NaN, 5, 'No time before this range'],
  ])('cannot be compared when %s', (_why, earliest, latest, reason) => {
    expect(timeBefore(earliest, latest, extent)).toEqual({ reason });
  });

  test('counts as covered when the log misses a twentieth of it at most', () => {
    expect(timeBefore(1005 * DAY, 1010.1 * DAY, extent).range).toBeDefined();
    expect(timeBefore(1005 * DAY, 1010.5 * DAY, extent).range).toBeUndefined();
  });

  test.each([
    [90, '90 s'],
    [3600, '60 min'],
    [DAY, '24 h'],
    [DAY + 1900, '25 h'],
    [30 * DAY, '30 d'],
  ])('%d seconds are said to be %s', (seconds, words) => expect(describeLength(seconds)).toBe(words));
});

test.each([
  [112, 100, 'number', '▲', '12 % on'],
  [50, 100, 'number', '▼', '50 % on'],
  [100, 100, 'number', '=', 'the same as in'],
  [0, 0, 'number', '=', 'the same as in'],
  [5, 0, 'number', '▲', 'none in'],
  [0, 5, 'number', '▼', '100 % on'],
  [35.5, 33, 'share', '▲', '2.5 points on'],
  [32, 33, 'share', '▼', '1 point on'],
  [0.01, 0, 'share', '=', 'the same as in'],
])('%d after %d as %s is %s %s', (now, then, format, sign, amount) => {
  expect(describeChange(now, then, format)).toEqual({ sign, amount });
});

test('captions hold numbers with the word that fits them', () => {
  const caption = 'and {n|session|sessions} of {all} to {none|server|servers}';
  expect(fillCaption(caption, { n: '1', all: '12345' })).toBe('and 1 session of 12,345 to 0 servers');
  expect(fillCaption(caption, { n: '2', all: '1' })).toBe('and 2 sessions of 1 to 0 servers');
});
