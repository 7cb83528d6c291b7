// Runs before the first paint, so that the light theme does not begin with a dark flash.
try {
  const kept = localStorage.getItem("faultline-theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.mantineColorScheme = kept;
} catch {
  // Storage is blocked: the dark theme stands.
}
