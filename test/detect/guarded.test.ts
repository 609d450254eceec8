import { faultsOfGuarded } from '../../detect/spoof/claims';

test('every name that cannot be guarded is named at once', () => {
  const faults = faultsOfGuarded({
    ownDomains: ['example.com', 'no domain'],
    ownNetworks: ['198.51.100.0/24', '198.51.100.0/99'],
    partners: ['example.org', '-'],
    vips: ['Ann Example <ann@example.com>', 'nobody'],
  });
  expect(faults).toHaveLength(4);
  for (const [at, wrong] of ['no domain', '198.51.100.0/99', '-', 'nobody'].entries())
    expect(faults[at]).toContain(`"${wrong}"`);
});
