"""The JSON Schema of what the build makes of every kind of block. `ContentTypeContract` proves for
each type that real pages fit it.
"""

import pytest
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailsTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks.person import PersonChooserBlock
from cms.blocks.table import TableBlock
from cms.representations.schema import Schemas, block_schema, page_schema
from cms.tests.pages.models import ArticlePage

HTML = {"type": "string", "contentMediaType": "text/html"}


def or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


class Rendered(blocks.StructBlock):
    text = blocks.CharBlock()

    class Meta:
        template = "any.html"


class TestBlocks:
    @pytest.mark.parametrize(
        ("block", "schema"),
        [
            (blocks.CharBlock(required=False), {"type": "string"}),
            (blocks.RichTextBlock(required=False), HTML),
            (blocks.BooleanBlock(required=False), {"type": "boolean"}),
            (blocks.IntegerBlock(), {"type": "integer"}),
            (blocks.IntegerBlock(required=False), {"type": ["integer", "null"]}),
            (
                blocks.ChoiceBlock(choices=[("a", "A")]),
                {"type": "string", "enum": ["a"], "x-enum-descriptions": ["A"]},
            ),
            (
                blocks.MultipleChoiceBlock(choices=[("a", "A")]),
                {
                    "type": "array",
                    "items": {"type": "string", "enum": ["a"], "x-enum-descriptions": ["A"]},
                },
            ),
            (
                blocks.ListBlock(blocks.IntegerBlock()),
                {"type": "array", "items": {"type": "integer"}},
            ),
            (
                DocumentChooserBlock(),
                {"$ref": "#/components/schemas/media.Document.Reference"},
            ),
            (
                DocumentChooserBlock(required=False),
                or_null({"$ref": "#/components/schemas/media.Document.Reference"}),
            ),
            (ImageBlock(), {"$ref": "#/components/schemas/wagtailimages.ImageBlock"}),
            (TableBlock(), TableBlock().get_api_schema()),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_by_its_class(self, block, schema):
        assert block_schema(Schemas(), block, "here") == schema

    def test_with_a_rendering_of_its_own(self):
        schemas = Schemas()
        assert block_schema(schemas, Rendered(), "here") == {
            "type": "object",
            "properties": {"value": {"$ref": "#/components/schemas/cms.Rendered"}, "html": HTML},
            "required": ["value", "html"],
        }

    def test_that_says_nothing_of_its_json_may_be_anything(self):
        class Own(WagtailsTableBlock):
            def get_api_representation(self, value, context=None):
                return value

        assert block_schema(Schemas(), Own(), "here") == {}

    def test_of_a_struct_only_the_choice_that_it_needs_is_never_null(self):
        schemas = Schemas()
        inner = blocks.StructBlock([("document", DocumentChooserBlock())])
        block = blocks.StructBlock(
            [
                ("needed", DocumentChooserBlock()),
                ("optional", DocumentChooserBlock(required=False)),
                ("inner", inner),
            ]
        )
        block_schema(schemas, block, "here")
        properties = schemas.components["here"]["properties"]
        document = {"$ref": "#/components/schemas/media.Document.Reference"}
        assert properties["needed"] == document
        assert properties["optional"] == or_null(document)
        assert properties["inner"] == or_null({"$ref": "#/components/schemas/here.inner"})

    def test_a_stream_tells_its_blocks_by_type(self):
        schemas = Schemas()
        block = blocks.StreamBlock(
            [("text", blocks.CharBlock()), ("number", blocks.IntegerBlock())]
        )
        assert block_schema(schemas, block, "here") == {"$ref": "#/components/schemas/here"}
        root = "#/components/schemas/here."
        assert schemas.components["here"]["items"] == {
            "oneOf": [{"$ref": f"{root}text"}, {"$ref": f"{root}number"}],
            "discriminator": {
                "propertyName": "type",
                "mapping": {"text": f"{root}text", "number": f"{root}number"},
            },
        }

    def test_a_struct_without_a_class_has_the_name_of_its_place(self):
        schemas = Schemas()
        struct = blocks.StructBlock([("left", blocks.CharBlock())])
        block_schema(schemas, blocks.StreamBlock([("pair", struct)]), "here")
        assert schemas.components["here.pair"]["properties"]["value"] == {
            "$ref": "#/components/schemas/here.pair.value"
        }
        assert schemas.components["here.pair.value"]["properties"].keys() == {"left"}

    def test_two_of_one_class_with_other_blocks_have_names_of_their_own(self):
        class Pair(blocks.StructBlock):
            left = blocks.CharBlock()

        schemas = Schemas()
        first = block_schema(schemas, Pair(), "here")
        same = block_schema(schemas, Pair(), "elsewhere")
        other = block_schema(schemas, Pair([("right", blocks.CharBlock())]), "there")
        assert (first, same) == ({"$ref": "#/components/schemas/cms.Pair"},) * 2
        assert other == {"$ref": "#/components/schemas/there"}


def test_a_person_has_mail_and_phone_only_as_a_contact():
    schemas = Schemas()
    page_schema(schemas, ArticlePage)
    block_schema(schemas, PersonChooserBlock(), "here")
    anywhere = schemas.components["cms.Person.Reference"]["properties"].keys()
    contact = schemas.components["cms.Person.Reference.mail.phone"]["properties"].keys()
    assert contact - anywhere == {"mail", "phone"}
