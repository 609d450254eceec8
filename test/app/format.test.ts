import { formatCompact, formatNumber, formatShare, formatValue } from '../../app/panels/format-value';
import { bucketRange } from '../../app/time/bucket-range';
import { formatTime, parseTime } from '../../app/time/format-time';
import { describeRange } from '../../app/time/presets';

test.each([
  ['number', '1234567', '1,234,567'],
  ['number', '12.345', '12.3'],
  ['number', '194.000000', '194'],
  ['number', 'n/a', 'n/a'],
  ['share', '100', '100 %'],
  ['share', '99.97', '>99.9 %'],
  ['share', '0.02', '<0.1 %'],
  ['share', '0', '0 %'],
  ['time', '1332014962.270000', '2012-03-17 20:09:22'],
  ['time', '2012-03-17T22:09:22.270+02:00', '2012-03-17 20:09:22'],
  ['time', 'now', 'now'],
  ['verdict', 'suspected_spam', 'suspected spam'],
  ['reply', '250', '250 accepted'],
  ['reply', '299', '299'],
  ['reply', '5.4.4', '5.4.4 network or routing'],
  ['reply', '5.9.4', '5.9.4'],
  ['reply', 'constructor', 'constructor'],
  ['text', '<b>x</b>', '<b>x</b>'],
  ['text', 'invoice\u202efdp.exe', 'invoiceU+202Efdp.exe'],
])('writes %s %s as %s', (format, value, text) => {
  expect(formatValue(format, value)).toBe(text);
});

test.each([
  [7, '7'],
  [999, '999'],
  [12345, '12.3K'],
  [1234567, '1.23M'],
])('writes %d in a small space as %s', (value, text) => {
  expect(formatCompact(value)).toBe(text);
});

test('a number that is none stays as it is', () => {
  expect(formatNumber('')).toBe('');
  expect(formatShare('-')).toBe('- %');
});

test('times are read as they are written, in UTC', () => {
  expect(formatTime(String(parseTime('2012-03-17 20:09:22')))).toBe('2012-03-17 20:09:22');
  expect(parseTime(' 2012-03-17T20:09 ')).toBe(1332014940);
  expect(parseTime('17.03.2012')).toBeNaN();
  expect(parseTime('2012-13-45 99:99')).toBeNaN();
});

describe('the time range of a column', () => {
  const rows = [
    { _time: '2012-03-16T12:00:00.000+00:00', _span: '1800' },
    { _time: '2012-03-16T12:30:00.000+00:00' },
    { _time: '2012-03-16T13:00:00.000+00:00' },
  ];
  test.each([
    [rows[0]!._time, { earliest: '1331899200', latest: '1331901000' }],
    ['2012-03-16T12:30:00Z', { earliest: '1331901000', latest: '1331902800' }],
    ['1331901000.000', { earliest: '1331901000', latest: '1331902800' }],
    [rows[2]!._time, { earliest: '1331902800', latest: '' }],
    ['2012-03-16T12:15:00Z', undefined],
  ])('at %s', (time, range) => {
    expect(bucketRange(rows, time)).toEqual(range);
  });
});

test.each([
  [undefined, 'All data'],
  [{ earliest: '-24h@h', latest: 'now' }, 'Last 24 hours'],
  [{ earliest: '1331899200', latest: '1331902800' }, '2012-03-16 12:00:00 to 2012-03-16 13:00:00'],
  [{ earliest: '1331899200', latest: '' }, '2012-03-16 12:00:00 to now'],
])('describes the range %j', (range, words) => {
  expect(describeRange(range)).toBe(words);
});
