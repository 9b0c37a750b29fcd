"""How Danish is written: dates, slugs, the order of letters, catalogues of translations."""
