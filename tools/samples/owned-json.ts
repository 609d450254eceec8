import type { World } from './world';

/** What the company's analysts have written down, as records of the app's KV store collections by their names. */
function collections({ company, outside, known }: World): Record<string, readonly object[]> {
  const kept = { owner: 'admin', source: 'sample company', confidence: 100, expires: 0 };
  const publicNetworks = company.networks.filter((network) => !network.startsWith('10.'));
  const indicator = (kind: string) => (indicator: string) => ({
    indicator,
    indicator_type: kind,
    ...kept,
    reason: 'reported by a partner',
  });
  return {
    smtp_watch_own_domains: [{ domain: company.domain, ...kept, reason: 'mail domain' }],
    smtp_watch_own_networks: publicNetworks.map((network) => ({
      network,
      ...kept,
      reason: 'mail servers, offices',
    })),
    smtp_watch_vips: company.people
      .filter(({ isLeader }) => isLeader)
      .map(({ name, address }) => ({ address, name, ...kept, reason: 'leads the company' })),
    smtp_watch_partners: outside.partners
      .slice(0, 50)
      .map(({ name }) => ({ domain: name, name, ...kept, reason: 'customer or supplier' })),
    smtp_watch_indicators: [
      ...[...known.badDomains].map(indicator('domain')),
      ...[...known.badAddresses].map(indicator('ip')),
    ],
  };
}

/** The text of collections.json. */
export function ownedJson(world: World): string {
  return `${JSON.stringify(collections(world), undefined, 1)}\n`;
}
