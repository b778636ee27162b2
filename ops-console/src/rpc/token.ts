// Where the token lies between two loads of a page: sessionStorage. It is this tab's alone, goes with the tab, and no browser sends it by itself, so that
// no other site can act with it (a cookie would be sent). Script could read it; that the content policy and Trusted Types admit no script but ours is what
// keeps it safe. It is never in localStorage, in an address or in a log. The server revokes it at sign-out.
const place = 'eoc.session';

export const keepToken = (token: string) => sessionStorage.setItem(place, token);

export const keptToken = () => sessionStorage.getItem(place);

export const forgetToken = () => sessionStorage.removeItem(place);
