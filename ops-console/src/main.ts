import { mount } from 'svelte';
import App from './shell/App.svelte';
import { applyLook } from './shell/look.svelte';
import './ui/tokens.css';
import './ui/base.css';
import './ui/map.css';

applyLook();
mount(App, { target: document.body });

// A page out of the back-forward cache has left its worker: it begins anew.
addEventListener('pageshow', (event: PageTransitionEvent) => {
  if (event.persisted) location.reload();
});
