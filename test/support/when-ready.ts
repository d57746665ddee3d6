/** Looks at the page of a file that is being prepared until it has the file, as a browser without scripts does; answers the file's address. */
export async function whenReady(page: string, headers: { readonly cookie: string }): Promise<string> {
  for (;;) {
    const answer = await fetch(page, { headers });
    if (answer.status !== 200) throw new Error(`${page} answers ${answer.status}`);
    const text = await answer.text();
    const href = /href="(\/admin\/prepared\/[^"]+\/file)"/.exec(text)?.[1];
    if (href !== undefined) return new URL(href, page).href;
    if (answer.headers.get('refresh') === null) throw new Error('it could not be made');
  }
}
