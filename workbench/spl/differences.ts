/** Where the language as a whole does less than Splunk's, or something else. */
export const DIFFERENCES: readonly string[] = [
  'All times are UTC.',
  'Regular expressions are read by RE2, which never takes more than linear time: those with look-around, back-references, atomic groups or possessive repeats are refused.',
  'Numbers are 64-bit floating point, written with as many digits as are needed to read them back.',
  'Texts compare by code point.',
  'A search sees all indexes of what is loaded; `index=` compares a field like any other.',
  'There are no real-time searches, no federated search and no search peers.',
  'What is not supported is refused with its place in the search, before any data is read; nothing is silently left out.',
];
