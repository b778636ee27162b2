import { verbOf, type Verb } from './verbs';

/** A line taken apart, before anything in it is looked up. Units and incidents are still what was typed. */
export interface Line {
  verb: Verb;
  /** What stands before `>` (or `@`), word by word. */
  words: string[];
  /** What stands behind `>` (or `@`); undefined without one. */
  target: string | undefined;
  /** All after the verb, tags aside. */
  rest: string;
  /** By name, such as `r` or `d.cpd`. */
  tags: ReadonlyMap<string, string>;
}

/** What is wrong with a line, in words that say how to mend it. */
export interface Problem {
  problem: string;
}

export const isProblem = (value: object): value is Problem => 'problem' in value;

const tagAhead = /\s+(?=[a-z](?:\.[a-z0-9-]+)?:)/i;
const number = /^(?:[a-z0-9-]+-)?\d+$/i;

/** Whether a word is the way people write an incident: `1042`, or `cfd-1042` where several agencies have that number. */
export const looksLikeIncident = (word: string) => number.test(word);

/** Takes a line apart. A number alone shows that incident. */
export function readLine(text: string): Line | Problem {
  const trimmed = text.trim();
  if (looksLikeIncident(trimmed)) return readLine(`S ${trimmed}`);
  const space = trimmed.search(/\s/);
  const word = space < 0 ? trimmed : trimmed.slice(0, space);
  const verb = verbOf(word);
  if (verb === undefined) return { problem: `“${word}” is no command. Type ? for the list.` };
  const after = space < 0 ? '' : trimmed.slice(space + 1).trim();
  // A note is words as they are: nothing in them is a tag.
  if (verb.shape === 'incident text') return { verb, words: after.split(/\s+/).filter(Boolean), target: undefined, rest: after, tags: new Map() };
  return withTags(verb, ` ${after}`);
}

function withTags(verb: Verb, after: string): Line | Problem {
  const [rest = '', ...tagged] = after.split(tagAhead);
  const tags = new Map<string, string>();
  for (const tag of tagged) {
    const colon = tag.indexOf(':');
    const name = tag.slice(0, colon).toLowerCase();
    if (!verb.tags.includes(name.split('.')[0]!)) return { problem: `${verb.word} takes no ${name}:. For example: ${verb.example}` };
    tags.set(name, tag.slice(colon + 1).trim());
  }
  const mark = verb.shape === 'type@place' ? '@' : '>';
  const at = rest.indexOf(mark);
  const before = at < 0 ? rest : rest.slice(0, at);
  return { verb, words: before.split(/[\s,]+/).filter(Boolean), target: at < 0 ? undefined : rest.slice(at + 1).trim(), rest: rest.trim(), tags };
}

/** A line that sends units, with one more of them; any other line is begun anew. */
export function withUnit(line: string, unit: string): string {
  const begun = /^\s*D[EOS]?\s[^>]*$/i.test(line) ? `${line.trimEnd()} ` : 'D ';
  return begun.toLowerCase().split(/[\s,]+/).includes(unit.toLowerCase()) ? begun : `${begun}${unit} `;
}
