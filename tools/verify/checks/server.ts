import { type Check, type Finding, failed, note, ok } from '../check';

/** The versions that the app is made for. */
const OLDEST = '9.0';
const NEWEST = '10.4';

interface ServerInfo {
  readonly version?: string;
  readonly product_type?: string;
  readonly isFree?: boolean;
  readonly server_roles?: readonly string[];
  readonly kvStoreStatus?: string;
}

const numbersOf = (version: string): number[] => version.split('.').map(Number);

/** Below 0 when the first version is older than the second, looked at with as many numbers as the second has. */
export function compareVersions(left: string, right: string): number {
  const lefts = numbersOf(left);
  const differences = numbersOf(right).map((number, at) => (lefts[at] ?? 0) - number);
  return differences.find((difference) => difference !== 0) ?? 0;
}

function versionFinding({ version = 'unknown', product_type: product = 'Splunk' }: ServerInfo): Finding {
  const detail = `${version} (${product})`;
  if (!/^\d+\.\d+/.test(version) || compareVersions(version, OLDEST) < 0)
    return failed('version', `${detail}, expected ${OLDEST} to ${NEWEST}`, 'upgrade Splunk');
  return compareVersions(version, NEWEST) > 0
    ? note('version', `${detail} is newer than ${NEWEST}, the newest that the app is made for`)
    : ok('version', detail);
}

function kvFinding({ kvStoreStatus }: ServerInfo): Finding[] {
  if (kvStoreStatus === undefined) return [];
  if (kvStoreStatus === 'ready') return [ok('KV store', 'ready')];
  return [
    failed(
      'KV store',
      `status is ${kvStoreStatus}`,
      'see docs/troubleshooting.md, "The KV store is not ready"',
    ),
  ];
}

/** Splunk's version, its KV store and its licence. */
export const SERVER: Check = {
  name: 'server',
  title: 'Server',
  isBase: true,
  async run({ splunk }) {
    const info = ((await splunk.list('server/info'))[0]?.content ?? {}) as ServerInfo;
    const roles = (info.server_roles ?? []).join(', ');
    return [
      versionFinding(info),
      ...(roles === '' ? [] : [ok('server roles', roles)]),
      ...kvFinding(info),
      ...(info.isFree ? [note('licence', 'Splunk Free runs no alerts and knows no roles')] : []),
    ];
  },
};
