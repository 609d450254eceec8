// Starts the page as Splunk Web 10.4 does: the theme first, then the page's one script.
(() => {
  const { page } = document.currentScript.dataset;

  const offerOtherTheme = (theme) => {
    const other = theme === 'dark' ? 'light' : 'dark';
    const button = document.querySelector('header button.theme');
    button.textContent = `${other[0].toUpperCase()}${other.slice(1)} theme`;
    button.hidden = false;
    button.addEventListener('click', () => {
      const url = new URL(window.location.href);
      url.searchParams.set('theme', other);
      window.location.replace(url);
    });
  };

  window.__get_theme__.getTheme().then((theme) => {
    document.documentElement.dataset.theme = theme;
    offerOtherTheme(theme);
    if (!page) return;
    const script = document.createElement('script');
    script.src = page;
    document.body.append(script);
  });
})();
