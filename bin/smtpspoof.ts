import type { Guarded } from '../detect/spoof/claims';
import type { Judgement } from '../detect/spoof/judgements';
import type { Options } from '../protocol/declaration';
import { faultOfLookup, readLearntLookup, readLookup } from '../protocol/lookup-file';
import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

type Arguments = Options<typeof COMMANDS.smtpspoof>;

const namesOf = ({ own_domains, own_networks, partners, vips }: Arguments): Guarded => ({
  ownDomains: own_domains,
  ownNetworks: own_networks,
  partners,
  vips,
});

function guardedBy(options: Arguments): Guarded {
  const { brands, correspondents } = options;
  return {
    ...namesOf(options),
    brands: readLookup(brands, ['domain', 'brand']).map(([domain = '', brand = '']) => ({ domain, brand })),
    ...(correspondents && { correspondents: readLearntLookup(correspondents, ['domain']).flat() }),
  };
}

function faultsOf(options: Arguments): string[] {
  const files = [faultOfLookup('brands', options.brands)].filter((fault) => fault !== undefined);
  const names = namesOf(options);
  if (Object.values(names).every((list) => list.length === 0)) return files;
  const { faultsOfGuarded } = require('../detect/spoof/claims') as typeof import('../detect/spoof/claims');
  return [...faultsOfGuarded(names), ...files];
}

serve({
  declaration: COMMANDS.smtpspoof,
  check: faultsOf,
  load: (options) => {
    const { Spoof } = require('../detect/spoof') as typeof import('../detect/spoof');
    const { idnOf } = require('../detect/spoof/punycode') as typeof import('../detect/spoof/punycode');
    const spoof = new Spoof(guardedBy(options));
    return {
      type: 'stateful',
      judge: (batch) => {
        const { author, froms, judgements } = spoof.judge(batch);
        const judged = (value: (judgement: Judgement) => string | number | readonly string[]) => ({
          ids: judgements,
          value: (number: number) => value(spoof.judgement(number)),
        });
        return {
          spoof_score: judged(({ score }) => score),
          spoof_verdict: judged(({ verdict }) => verdict),
          spoof_reasons: judged(({ reasons }) => reasons),
          reasons: judged(({ sentences }) => sentences),
          from_address: { ids: froms, value: (id) => author(id)?.header.address },
          from_domain: { ids: froms, value: (id) => author(id)?.header.domain },
          from_idn: { ids: froms, value: (id) => idnOf(author(id)?.header.domain) },
          spoof_imitates: { ids: froms, value: (id) => author(id)?.imitates },
          from_name: { ids: froms, value: (id) => author(id)?.header.name },
        };
      },
    };
  },
});
