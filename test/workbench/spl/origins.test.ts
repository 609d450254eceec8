import { readCases } from './case-file';

/** How many cases rest on each page, and how many on our word alone. */
function countByOrigin(): [page: string, cases: number][] {
  const counts = new Map<string, number>();
  for (const { origin } of readCases()) {
    const page = origin.replace(/, read .*/, '').replace(/^docs /, '');
    counts.set(page, (counts.get(page) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

test('the cases of the language, by who says so', () => {
  const counts = countByOrigin();
  const sum = (pages: typeof counts): number => pages.reduce((total, [, count]) => total + count, 0);
  const documented = counts.filter(([page]) => !/^ours\b/.test(page));
  const lines = counts.map(([page, count]) => `${String(count).padStart(5)}  ${page}`);
  console.log([`SPL cases: ${sum(counts)}, on Splunk's pages ${sum(documented)}`, ...lines].join('\n'));
  expect(sum(counts)).toBeGreaterThanOrEqual(250);
  expect(sum(documented)).toBeGreaterThanOrEqual(200);
});
