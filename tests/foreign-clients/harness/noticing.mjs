// When did the server notice? Asked of with-host.mjs, which reads the host's request log.
export async function linesSoFar(world) {
  return Number(await (await fetch(`http://127.0.0.1:${world.log}/lines`)).text());
}

/** Waits until the host has logged the end of a request of this method after line `after`. */
export async function requestEnds(world, method, after, ms) {
  const pattern = `Request finished HTTP/.*${method.replaceAll('.', '\\.')}`;
  const answer = await fetch(`http://127.0.0.1:${world.log}/find?${new URLSearchParams({ after, ms, pattern })}`);
  if (!answer.ok) throw new Error(await answer.text());
}
