import type { Settings } from './settings';
import type { World } from './world';

/** What an analyst of the company would know of it without looking at the logs. */
function knowledge({ company, outside, known }: World): object {
  const { servers } = company;
  return {
    name: company.name,
    domains: [company.domain],
    networks: company.networks,
    servers: Object.values(servers).map(({ name, address }) => ({ name, address })),
    zone_minutes: company.zone,
    employees: company.people.length,
    vips: company.people.filter(({ isLeader }) => isLeader).map(({ name, address }) => ({ name, address })),
    free_mail_domains: outside.freeMail.map(({ name }) => name),
    partner_domains: outside.partners.slice(0, 50).map(({ name }) => name),
    scanners: [...known.scanners],
    indicators: { domains: [...known.badDomains], addresses: [...known.badAddresses] },
  };
}

/** The text of truth.json: how the logs were made, what the company knows, and every case in them. */
export function truthJson(
  world: World,
  { seed, days, size, start, tls, strength, isPlain, isJson }: Settings,
  lines: Readonly<Record<string, number>>,
  isoTime: (time: number) => string,
): string {
  const { counts } = world.network.sensor;
  const cases = world.truth.cases.flatMap((entry) => entry.toJson(isoTime) ?? []);
  const truth = {
    about:
      'Synthetic mail of a fictional company. Kinds that begin with benign_ only look bad, background_noise is neither; their id lists end at 100.',
    made_with: { seed, days, size, start, tls, strength, plain: isPlain, json: isJson },
    company: knowledge(world),
    lines,
    zeek: {
      sessions: counts.sessions,
      sessions_hidden_by_starttls: counts.hidden,
      readable_messages: counts.readable,
    },
  };
  const head = JSON.stringify(truth, undefined, 1).slice(0, -2);
  return `${head},\n "cases": [\n${cases.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n ]\n}\n`;
}
