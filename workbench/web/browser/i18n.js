// Splunk Web's js/i18n.js and i18ncatalog: the workbench speaks English only, so a text is its own translation.
window.gettext = (text) => text;
window.ngettext = (one, many, count) => (count === 1 ? one : many);
window.i18n_register = () => {};
