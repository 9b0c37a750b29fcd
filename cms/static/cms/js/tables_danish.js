// The menu of the table editor, in Danish. Handsontable has no Danish of its own; Wagtail tells it
// the language of the admin, "da".
(() => {
  const languages = window.Handsontable?.languages;
  if (!languages) return;
  const KEYS = languages.dictionaryKeys;
  languages.registerLanguageDictionary({
    languageCode: "da",
    [KEYS.CONTEXTMENU_ITEMS_ROW_ABOVE]: "Indsæt række over",
    [KEYS.CONTEXTMENU_ITEMS_ROW_BELOW]: "Indsæt række under",
    [KEYS.CONTEXTMENU_ITEMS_INSERT_LEFT]: "Indsæt kolonne til venstre",
    [KEYS.CONTEXTMENU_ITEMS_INSERT_RIGHT]: "Indsæt kolonne til højre",
    [KEYS.CONTEXTMENU_ITEMS_REMOVE_ROW]: ["Fjern række", "Fjern rækker"],
    [KEYS.CONTEXTMENU_ITEMS_REMOVE_COLUMN]: ["Fjern kolonne", "Fjern kolonner"],
    [KEYS.CONTEXTMENU_ITEMS_UNDO]: "Fortryd",
    [KEYS.CONTEXTMENU_ITEMS_REDO]: "Gentag",
    [KEYS.CONTEXTMENU_ITEMS_COPY]: "Kopier",
    [KEYS.CONTEXTMENU_ITEMS_CUT]: "Klip",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT]: "Justering",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_LEFT]: "Venstre",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_CENTER]: "Midt",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_RIGHT]: "Højre",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_JUSTIFY]: "Lige margener",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_TOP]: "Øverst",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_MIDDLE]: "I midten",
    [KEYS.CONTEXTMENU_ITEMS_ALIGNMENT_BOTTOM]: "Nederst",
    [KEYS.CONTEXTMENU_ITEMS_CLEAR_COLUMN]: "Tøm kolonne",
    [KEYS.CONTEXTMENU_ITEMS_MERGE_CELLS]: "Flet celler",
    [KEYS.CONTEXTMENU_ITEMS_UNMERGE_CELLS]: "Opdel celler",
    [KEYS.CONTEXTMENU_ITEMS_READ_ONLY]: "Skrivebeskyttet",
  });
})();
