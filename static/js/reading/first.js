// Puts what this device's reader has set on <html>, before anything is painted. What the address says counts more.
(() => {
  const root = document.documentElement;
  const takesOtherText = /^(script|tones|said|by|colours)$/;
  const isWritten = Object.keys(root.dataset).some((name) => takesOtherText.test(name));
  let waits = false;
  root.dataset.scripted = ""; // what only a script makes work has its place from the first paint on
  try {
    for (const [name, value] of new URLSearchParams(localStorage.getItem("reading") ?? "")) {
      const isText = takesOtherText.test(name);
      if (/^[a-z]+$/.test(name) && !(name in root.dataset) && !(isText && isWritten)) {
        root.dataset[name] = value;
        waits ||= isText;
      }
    }
    waits ||= !!localStorage.getItem("known-words");
  } catch {
    // Storing may be forbidden.
  }
  if (waits) {
    root.dataset.waits = "";
    import(document.currentScript.dataset.respelling);
  }
})();
