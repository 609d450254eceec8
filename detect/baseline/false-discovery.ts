/**
 * The q-values of Benjamini and Hochberg, in the order of the p-values: the share of false ones among all findings that are at least
 * as unlikely as this one. `tests` counts all tests, those as well whose p-value of 1 is not listed.
 */
export function falseDiscoveryRates(pValues: Float64Array, tests: number): Float64Array {
  const order = Array.from(pValues.keys()).sort((left, right) => pValues[left]! - pValues[right]!);
  const rates = new Float64Array(pValues.length);
  let lowest = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const index = order[rank - 1]!;
    lowest = Math.min(lowest, (pValues[index]! * tests) / rank);
    rates[index] = lowest;
  }
  return rates;
}
