// How this person wants the page to look: theme and size of type. Kept on this computer; nothing of it is secret.
const place = 'eoc.look';
const sizes = ['normal', 'large', 'larger'] as const;

type Theme = 'dark' | 'light';
type Size = (typeof sizes)[number];

const kept = read();

export const look = $state<{ theme: Theme; size: Size }>({
  theme: kept.theme ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'),
  size: kept.size ?? 'normal',
});

export function applyLook() {
  document.documentElement.dataset['theme'] = look.theme;
  document.documentElement.dataset['size'] = look.size;
}

export function switchTheme() {
  look.theme = look.theme === 'dark' ? 'light' : 'dark';
  keep();
}

export function switchSize() {
  look.size = sizes[(sizes.indexOf(look.size) + 1) % sizes.length]!;
  keep();
}

function keep() {
  localStorage.setItem(place, JSON.stringify(look));
  applyLook();
}

function read(): { theme?: Theme; size?: Size } {
  try {
    const { theme, size } = JSON.parse(localStorage.getItem(place) ?? '{}') as { theme?: string; size?: string };
    return { ...(theme === 'dark' || theme === 'light' ? { theme } : {}), ...(sizes.some((one) => one === size) ? { size: size as Size } : {}) };
  } catch {
    return {};
  }
}
