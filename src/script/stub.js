typeof window.onshelf === 'function' ||
  // biome-ignore lint/suspicious/noAssignInExpressions: every byte of this stands in the page itself.
  (window.onshelf = Object.assign(
    (...call) => {
      // biome-ignore lint/suspicious/noAssignInExpressions: as above.
      (window.onshelf.q ??= []).push(Object.assign([Date.now(), ...call], { touched: navigator.userActivation?.hasBeenActive }));
    },
    { q: [] },
  ));
