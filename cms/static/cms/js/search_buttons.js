// The buttons beside Wagtail's search fields, which only screen readers tell. Its templates have
// them in English, out of any catalogue's reach; dialogs bring some later.
(() => {
  const translate = () => {
    for (const button of document.querySelectorAll("input[type=submit][value=Search]")) {
      button.value = window.django.gettext("Search");
    }
  };
  translate();
  new MutationObserver(translate).observe(document.body, { childList: true, subtree: true });
})();
