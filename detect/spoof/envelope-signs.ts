import { isFullHostName } from './host-name';
import { isInside, PRIVATE_NETWORKS, parseAddress } from './networks';
import { organisationalDomain } from './organisational-domain';
import { isRandomLooking } from './random-looking';
import { bitOf } from './signs';

export interface EnvelopeFacts {
  readonly organisation: string | undefined;
  /** Whether a list or a forwarder wrote the envelope, so that it says nothing about who the author is. */
  readonly isForwarder: boolean;
  readonly isRole: boolean;
  readonly signs: number;
}

export interface HeloFacts {
  readonly organisation: string | undefined;
  /** The public address that the greeting is, in its 16 bytes; undefined where it is a name or a private address. */
  readonly address: Uint8Array | undefined;
  /** The greeting in lower case. */
  readonly name: string;
  readonly signs: number;
}

const SYSTEM_ACCOUNTS = new Set([
  'root',
  'apache',
  'www-data',
  'www',
  'nobody',
  'httpd',
  'nginx',
  'daemon',
  'ubuntu',
  'debian',
  'administrator',
]);
const ROLES = new Set(
  'return returns bounce bounces info reply noreply no-reply donotreply support admin contact mail news newsletter sales service mailer email'.split(
    ' ',
  ),
);
/** How VERP, SRS (forwarding), BATV, Gmail's forwarding and the list managers mark an envelope. */
const FORWARDER_STARTS = [
  'srs0',
  'srs1',
  'prvs=',
  'bounces+',
  'bounce+',
  'bounce-',
  'bounces-',
  'owner-',
  'sentto-',
  'msprvs1=',
  'btv1==',
];
const FORWARDER_PARTS = [
  '+caf_=',
  '-bounces',
  '-bounce',
  '-owner',
  '-return-',
  '-request',
  '-admin',
  '+bounces',
  '-errors',
  '=',
];

/** What an envelope sender tells by itself. */
export function envelopeFacts(text: string): EnvelopeFacts {
  const address = text.replace(/[<>\s]/g, '').toLowerCase();
  const sign = address.lastIndexOf('@');
  const local = sign < 0 ? address : address.slice(0, sign);
  const domain = sign < 0 ? '' : address.slice(sign + 1);
  const isForwarder =
    FORWARDER_STARTS.some((start) => local.startsWith(start)) ||
    FORWARDER_PARTS.some((part) => local.includes(part));
  let signs = 0;
  if (SYSTEM_ACCOUNTS.has(local)) signs += bitOf('envelope_system_account');
  if (sign >= 0 && !isFullHostName(domain)) signs += bitOf('envelope_no_host');
  return {
    organisation: isFullHostName(domain) ? organisationalDomain(domain) : undefined,
    isForwarder,
    isRole: ROLES.has(local),
    signs,
  };
}

/** Names that hosting and access providers give machines whose owner named them nothing else. */
const RENTED_PARTS = [
  'vultrusercontent',
  'compute.internal',
  'compute.amazonaws',
  'contaboserver',
  'linodeusercontent',
  'googleusercontent',
  'your-server.de',
  'hostwindsdns',
  'colocrossing',
  'stackhosting',
  'secureserver.net',
  'static.sl-reverse',
  'vps',
  'droplet',
  'ubuntu-',
  'debian-',
  'centos-',
  'cloudapp',
  'dynamic',
  'dialup',
  'dyn.',
  'dhcp',
  'pppoe',
  'adsl',
  '.dsl.',
  'cable.',
];

/** What a HELO name tells by itself. */
export function heloFacts(text: string): HeloFacts {
  const helo = text.trim().toLowerCase();
  const address = publicAddressIn(helo);
  if (!isFullHostName(helo)) {
    return {
      organisation: undefined,
      address,
      name: helo,
      signs: isRented(helo) ? bitOf('helo_rented_host') : 0,
    };
  }
  const organisation = organisationalDomain(helo);
  let signs = 0;
  if (isRented(helo)) signs += bitOf('helo_rented_host');
  if (isRandomLooking(organisation.slice(0, organisation.indexOf('.')))) signs += bitOf('helo_random');
  return { organisation, address, name: helo, signs };
}

/** The public address of a greeting such as `[192.0.2.1]`, `[IPv6:2001:db8::1]` or, against RFC 5321, without brackets. */
function publicAddressIn(helo: string): Uint8Array | undefined {
  const text = helo.startsWith('[') ? helo.slice(1, -1).replace(/^ipv6:/, '') : helo;
  const address = parseAddress(text);
  return address === undefined || isInside(address, PRIVATE_NETWORKS) ? undefined : address;
}

/** Windows names machines WIN-…, DESKTOP-… or EC2AMAZ-… until their owner does. */
const RENTED_STARTS = ['win-', 'desktop-', 'ec2amaz-'];

function isRented(helo: string): boolean {
  if (!/[a-z]/.test(helo)) return false;
  if (RENTED_STARTS.some((start) => helo.startsWith(start))) return true;
  return RENTED_PARTS.some((part) => helo.includes(part)) || /(?:\d{1,3}[.-]){3}\d{1,3}[.-]?\D/.test(helo);
}
