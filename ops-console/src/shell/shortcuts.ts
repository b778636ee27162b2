/** What a key asks for, wherever the focus is. A letter typed outside any field begins a command: no key and no click is spent on getting there. */
export function shortcut(event: KeyboardEvent, isRinging: boolean): 'command' | 'typing' | 'new' | 'help' | 'acknowledge' | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (event.key === 'F2') return 'command';
  if (event.key === 'F3') return 'new';
  if (event.key === 'F1') return 'help';
  if (event.key === 'F4') return 'acknowledge';
  if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return undefined;
  // While something rings the nearest key to silence it is no letter.
  if (isRinging && event.key.toLowerCase() === 'm') return 'acknowledge';
  return /^[\p{L}\p{N}?!]$/u.test(event.key) ? 'typing' : undefined;
}

const isField = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
