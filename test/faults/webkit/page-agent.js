// Runs in every page of a driven WebKit, before the page's own code. It requests its next command from the proxy, and runs it.
// Commands are scripts, not text to evaluate: pages with a strict Content-Security-Policy allow that.

(() => {
  const { document: here } = new URLSearchParams(new URL(document.currentScript.src).search).size
    ? Object.fromEntries(new URL(document.currentScript.src).searchParams)
    : {};
  const send = fetch.bind(globalThis);
  const tell = (what, body) => send(`/~agent/${what}&document=${here}`, { method: 'POST', mode: 'no-cors', body: JSON.stringify(body) });

  globalThis.pageAgent = {
    run: (call, task) => {
      const failed = (error) => tell(`result?call=${call}`, { error: String(error?.stack ? `${error}\n${error.stack}` : error) });
      new Promise((resolve) => resolve(task())).then((value) => tell(`result?call=${call}`, { value }), failed);
    },
    expose: (name) => {
      globalThis[name] = (...given) => tell(`exposed?name=${name}`, given);
    },
  };

  const next = () => {
    const script = document.createElement('script');
    script.src = `/~agent/next?document=${here}&at=${performance.now()}`;
    script.onload = script.onerror = () => {
      script.remove();
      next();
    };
    document.head.append(script);
  };
  addEventListener('load', next);
})();
