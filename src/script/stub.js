window.onshelf ??= (...call) => {
  // biome-ignore lint/suspicious/noAssignInExpressions: every byte of this stands in the page itself.
  (window.onshelf.q ??= []).push([Date.now(), ...call]);
};
