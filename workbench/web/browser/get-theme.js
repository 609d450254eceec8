// Splunk Web's build/api/get_theme.js as @splunk/splunk-utils/themes reads it. The server writes the theme the user chose
// onto <html>; without a choice it is the browser's.
window.__get_theme__ = {
  getTheme() {
    const chosen = document.documentElement.dataset.theme;
    const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    return Promise.resolve(chosen || (isDark ? 'dark' : 'light'));
  },
};
