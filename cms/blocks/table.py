from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block import blocks as table_block


class TableBlock(table_block.TableBlock):
    def get_api_representation(self, value, context=None) -> dict:
        """Return `{"caption", "header_row", "header_column", "rows"}`, each row a list of texts."""
        value = value or {}
        return {
            "caption": value.get("table_caption", ""),
            "header_row": bool(value.get("first_row_is_table_header")),
            "header_column": bool(value.get("first_col_is_header")),
            "rows": [
                ["" if cell is None else str(cell) for cell in row]
                for row in value.get("data") or []
            ],
        }

    def get_api_schema(self) -> dict:
        """Return the JSON Schema of what `get_api_representation` returns."""
        rows = {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}
        members = {
            "caption": {"type": "string"},
            "header_row": {"type": "boolean"},
            "header_column": {"type": "boolean"},
            "rows": rows,
        }
        return {"type": "object", "properties": members, "required": list(members)}

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A table with a caption and headers.")
        preview_value = {
            "data": [["Kommuner", "Antal"], ["Arbejder med målene", "76"], ["Overvejer det", "14"]],
            "table_caption": "Arbejdet med målene",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }
