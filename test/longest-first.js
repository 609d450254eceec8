const { default: Sequencer } = require('@jest/test-sequencer');

// A clone without jest's cache sorts by size of file; these wait for browsers and servers, and the last of them would end alone.
const LONG = /[\\/]test[\\/](?:browser|cim|detections)[\\/]|company-searches|start-events/;

/** Puts the test files that take longest before all others. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [
      ...sorted.filter(({ path }) => LONG.test(path)),
      ...sorted.filter(({ path }) => !LONG.test(path)),
    ];
  }
};
