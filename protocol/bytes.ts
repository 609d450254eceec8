/** The bytes that Splunk's CSV dialect and multivalue code are made of. */
export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;
export const DOLLAR = 0x24;
export const COMMA = 0x2c;
export const SEMICOLON = 0x3b;
