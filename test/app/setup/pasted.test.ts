import { readDomain } from '../../../app/setup/entries';
import { readPasted } from '../../../app/setup/pasted';
import { dayIn, readExpiry, writeExpiry } from '../../../app/time/expiry';

const read = (text: string, known: readonly string[] = []) =>
  readPasted(text, readDomain, 'domain', new Set(known));

test('every line at fault is named by its number, empty lines counted', () => {
  const { entries, faults } = read('example.com\r\n\n bad \nexample.net\n<img onerror=x>.test');
  expect(entries).toEqual([{ domain: 'example.com' }, { domain: 'example.net' }]);
  expect(faults.map(({ line, text }) => [line, text])).toEqual([
    [3, 'bad'],
    [5, '<img onerror=x>.test'],
  ]);
});

test('what is there already, and what is written twice, is left out and counted', () => {
  expect(read('example.com\nEXAMPLE.com\nexample.net', ['example.net'])).toEqual({
    entries: [{ domain: 'example.com' }],
    faults: [],
    repeated: 2,
  });
});

test('an entry counts to the end of its last day', () => {
  expect(readExpiry('2035-01-31')).toBe(Date.UTC(2035, 1, 1) / 1000);
  expect(writeExpiry(readExpiry('2035-01-31'))).toBe('2035-01-31');
  expect(readExpiry(' ')).toBe(0);
  expect(writeExpiry(0)).toBe('');
  expect(['2035-02-30', '31.1.2035', 'soon'].map(readExpiry)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(dayIn(90, Date.UTC(2035, 0, 1))).toBe('2035-04-01');
});
