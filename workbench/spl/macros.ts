import type { Macro } from '../conf/macros';
import { nearestHelp } from './nearest';
import { SearchError } from './search-error';
import type { Source } from './source';

const DEEPEST = 20;

/** The arguments of a macro call, at commas outside of quotes; `name=value` is as good as `value`. */
function splitArguments(text: string): string[] {
  const parts = text.match(/(?:[^,"]|"(?:[^"\\]|\\[\s\S])*"?)+/g) ?? [];
  return parts.map((part) =>
    part
      .trim()
      .replace(/^[A-Za-z_]\w*=(?!=)/, '')
      .replace(/^"([\s\S]*)"$/, '$1'),
  );
}

/** The end of a quoted text that begins at `at`; the text's end when it is not closed. */
function endOfQuoted(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') return end + 1;
  }
  return text.length;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const COMMENT = '```';

/** Where macro calls and comments stand in a text: between single and between three backticks, outside of quotes. */
function* macroCalls(text: string): Generator<Span> {
  for (let at = 0; at < text.length; ) {
    if (text[at] === '"') at = endOfQuoted(text, at);
    else if (text[at] === '`') {
      const sign = text.startsWith(COMMENT, at) ? COMMENT : '`';
      const close = text.indexOf(sign, at + sign.length);
      const end = close < 0 ? text.length : close + sign.length;
      yield { start: at, end };
      at = end;
    } else at++;
  }
}

/** Expands macros of one search. */
class Expansion {
  readonly #macros: ReadonlyMap<string, Macro>;
  readonly #written: string;

  constructor(macros: ReadonlyMap<string, Macro>, written: string) {
    this.#macros = macros;
    this.#written = written;
  }

  /** The text of one call, with the macros inside it expanded; faults point at the written call. */
  call(text: string, written: Span, depth: number): string {
    if (text.startsWith(COMMENT)) {
      const isClosed = text.length >= 2 * COMMENT.length && text.endsWith(COMMENT);
      return isClosed ? ' ' : this.#fail(written, 'found a ``` that is not closed');
    }
    if (text.length < 2 || !text.endsWith('`')) return this.#fail(written, 'found a ` that is not closed');
    if (depth > DEEPEST) return this.#fail(written, `macros call each other more than ${DEEPEST} deep`);
    const match = /^`\s*([\w:.-]+)\s*(?:\(([\s\S]*)\))?\s*`$/.exec(text);
    if (!match) return this.#fail(written, 'macro call is not of the form `name` or `name(arguments)`');
    const [, name = '', list = ''] = match;
    const args = list.trim() === '' ? [] : splitArguments(list);
    const macro = this.#macros.get(args.length === 0 ? name : `${name}(${args.length})`);
    if (!macro) return this.#failUnknown(written, name, args.length);
    if (macro.isEval || macro.validation !== undefined) {
      return this.#fail(written, `macro "${name}" uses iseval or validation, which are not supported`);
    }
    const byName = new Map(macro.parameters.map((parameter, at) => [parameter, args[at]]));
    const definition = macro.definition.replace(
      /\$([\w.]+)\$/g,
      (found, parameter: string) => byName.get(parameter) ?? found,
    );
    return this.#inner(definition, written, depth + 1);
  }

  #fail(written: Span, sentence: string, help?: string): never {
    throw new SearchError({ text: this.#written, ...written }, sentence, help);
  }

  #failUnknown(written: Span, name: string, count: number): never {
    const names = [...this.#macros.keys()].map((key) => key.replace(/\(\d+\)$/, ''));
    const taking = count === 0 ? '' : ` that takes ${count} argument${count === 1 ? '' : 's'}`;
    const help = names.includes(name) ? undefined : nearestHelp('macro', name, names);
    return this.#fail(written, `unknown macro "${name}"${taking}`, help);
  }

  #inner(text: string, written: Span, depth: number): string {
    let expanded = '';
    let end = 0;
    for (const span of macroCalls(text)) {
      expanded += text.slice(end, span.start) + this.call(text.slice(span.start, span.end), written, depth);
      end = span.end;
    }
    return expanded + text.slice(end);
  }
}

/** The search with its macros expanded, which still knows where each piece was written. Throws SearchError. */
export function expandMacros(written: string, macros: ReadonlyMap<string, Macro>): Source {
  const expansion = new Expansion(macros, written);
  const pieces: Source['pieces'][number][] = [];
  let text = '';
  let end = 0;
  for (const span of macroCalls(written)) {
    text += written.slice(end, span.start);
    const expanded = expansion.call(written.slice(span.start, span.end), span, 0);
    pieces.push({
      start: text.length,
      end: text.length + expanded.length,
      writtenStart: span.start,
      writtenEnd: span.end,
    });
    text += expanded;
    end = span.end;
  }
  return { text: text + written.slice(end), written, pieces };
}
