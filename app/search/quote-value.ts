/**
 * Gives `field="value"` for Splunk's search command. Values come from logs: quotes and backslashes are escaped, and what no
 * escape exists for (a backtick, which would start a macro, and control characters) is matched by a wildcard instead, as
 * is a `*` of the value itself. The term then finds at least the events that hold the value.
 */
export function searchTerm(field: string, value: string): string {
  const literal = value.replace(/[\p{Cc}`*]+/gu, '*').replace(/["\\]/g, '\\$&');
  return `${field}="${literal}"`;
}
