import { join } from 'node:path';
import { CHECKS, checksFor } from '../../../tools/verify/checks';
import { readShipped } from '../../../tools/verify/shipped';

const names = (checks: readonly { readonly name: string }[]): string[] => checks.map(({ name }) => name);

test('every page of the app has its check', () => {
  const { views } = readShipped(join(__dirname, '..', '..', '..'));
  const pages = views.filter(({ isPage }) => isPage).map(({ name }) => `page-${name}`);
  expect(
    names(CHECKS)
      .filter((name) => name.startsWith('page-'))
      .sort(),
  ).toEqual(pages.sort());
});

test('checks rest on the first ones, and extra ones are run when they are named alone', () => {
  expect(names(checksFor(['views']))).toEqual(['server', 'account', 'app', 'views']);
  expect(names(checksFor(['language']))).toContain('language');
  expect(names(checksFor([]))).toEqual(names(CHECKS).filter((name) => name !== 'language'));
});
