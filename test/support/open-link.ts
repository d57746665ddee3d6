import supertest from 'supertest';

/** What a secret link shows in a browser that comes for the first time: its address loses the secret on the way. */
export function openLink({ url }: { readonly url: string }, address: string): supertest.Test {
  return supertest.agent(url).get(address).redirects(1) as supertest.Test;
}
