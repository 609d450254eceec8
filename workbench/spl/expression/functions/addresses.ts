import { inNetwork, parseNetwork } from '../../sql/cidr';
import { asText, condition } from '../../sql/value';
import type { EvalFunctions } from '../call';

/** Functions over network addresses. */
export const ADDRESS_FUNCTIONS: EvalFunctions = {
  cidrmatch: {
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
