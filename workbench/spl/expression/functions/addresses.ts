import { inNetwork, parseNetwork } from '../../sql/cidr';
import { asText, condition, text, type Value } from '../../sql/value';
import type { Call, EvalFunctions } from '../call';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** The address with the bits of a mask alone; NULL for what is no IPv4 address. */
function ipmask(call: Call): Value {
  const mask = call.literalText(0);
  if (!IPV4.test(mask)) return call.fail(0, 'a mask such as "255.255.255.0"', `"${mask}"`);
  const address = `(${asText(call.value(1))})`;
  const octets = mask.split('.').map((octet, at) => {
    const part = `TRY_CAST(split_part(${address}, '.', ${at + 1}) AS INTEGER)`;
    return `(${part} & ${Number(octet)})`;
  });
  const isAddress = `regexp_full_match(${address}, '${OCTET}(?:\\.${OCTET}){3}')`;
  return text(`CASE WHEN ${isAddress} THEN ${octets.join(" || '.' || ")} END`);
}

/** Functions over network addresses. */
export const ADDRESS_FUNCTIONS: EvalFunctions = {
  ipmask: {
    differs: 'The mask is written out.',
    arity: [2, 2],
    build: ipmask,
  },
  cidrmatch: {
    differs: 'The network is written out.',
    arity: [2, 2],
    build: (call) => {
      const network = parseNetwork(call.literalText(0));
      if (!network) return call.fail(0, 'a network such as "192.0.2.0/24"', `"${call.literalText(0)}"`);
      const address = call.value(1);
      if (address.kind !== 'list') return condition(inNetwork(asText(address), network));
      const element = call.scope.element();
      return condition(
        `list_bool_or(list_transform(${address.sql}, lambda ${element}: ${inNetwork(element, network)}))`,
      );
    },
  },
};
